//! What a handler is called with in rrq-protocol 0.9.9: `args` and `kwargs`.

use rrq_runner::ExecutionRequest;
use serde_json::{json, Value};

pub fn echoed(request: &ExecutionRequest) -> Value {
    json!({"args": request.args, "kwargs": request.kwargs})
}

/// The one number of a request; the name is for versions that have names.
pub fn number(request: &ExecutionRequest, _name: &str) -> u64 {
    request.args.first().and_then(Value::as_u64).unwrap_or_default()
}
