//! The request of rrq-protocol 0.9.9: `args` and `kwargs`.

use crate::pipe::{text, Fields, Refusal};
use crate::{time, version};
use rrq_protocol::{ExecutionContext, ExecutionRequest};
use serde_json::Value;
use std::collections::HashMap;

pub const VERSION: &str = "0.9.9";
pub const VARIANT: &str = "v1";

pub fn from_fields(mut fields: Fields) -> Result<ExecutionRequest, Refusal> {
    let request = ExecutionRequest {
        protocol_version: version(&mut fields)?,
        request_id: fields.required("request_id", text)?,
        job_id: fields.required("job_id", text)?,
        function_name: fields.required("function_name", text)?,
        args: fields.optional("args", array)?.unwrap_or_default(),
        kwargs: fields.optional("kwargs", object)?.unwrap_or_default(),
        context: context(Fields::new(fields.required("context", Some)?)?)?,
    };
    fields.end().map(|()| request)
}

fn context(mut fields: Fields) -> Result<ExecutionContext, Refusal> {
    let context = ExecutionContext {
        job_id: fields.required("job_id", text)?,
        attempt: fields.required("attempt", |item| item.as_u64()?.try_into().ok())?,
        enqueue_time: fields.required("enqueue_time", time)?,
        queue_name: fields.required("queue_name", text)?,
        deadline: fields.optional("deadline", time)?,
        trace_context: fields.optional("trace_context", texts)?,
        worker_id: fields.optional("worker_id", text)?,
    };
    fields.end().map(|()| context)
}

fn array(item: Value) -> Option<Vec<Value>> {
    match item {
        Value::Array(items) => Some(items),
        _ => None,
    }
}

fn object(item: Value) -> Option<HashMap<String, Value>> {
    match item {
        Value::Object(members) => Some(members.into_iter().collect()),
        _ => None,
    }
}

fn texts(item: Value) -> Option<HashMap<String, String>> {
    object(item)?.into_iter().map(|(key, item)| Some((key, text(item)?))).collect()
}
