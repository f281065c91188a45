//! What a handler is called with in rrq-protocol 0.11.1: `params`.

use rrq_runner::ExecutionRequest;
use serde_json::{json, Value};

pub fn echoed(request: &ExecutionRequest) -> Value {
    json!({"params": request.params})
}

/// The one number of a request.
pub fn number(request: &ExecutionRequest, name: &str) -> u64 {
    request.params.get(name).and_then(Value::as_u64).unwrap_or_default()
}
