//! rrq-protocol as a testee: `decode_frame` and `encode_frame`, see README.md. Shared by all versions; what differs is in request.rs.

mod pipe;
mod request;

use chrono::{DateTime, Utc};
use pipe::{text, Codec, Fields, Refusal};
use rrq_protocol::{decode_frame, encode_frame, CancelRequest, ExecutionError, ExecutionOutcome, FrameError, OutcomeStatus, RunnerMessage, PROTOCOL_VERSION};
use serde_json::Value;

struct Rrq;

impl Codec for Rrq {
    const NAME: &'static str = "rrq-rust";
    const VERSION: &'static str = request::VERSION;
    const PROTOCOL: &'static str = "rrq";
    const VARIANT: &'static str = request::VARIANT;
    const FRAMES: &'static [&'static str] = &["request", "response", "cancel"];

    fn decode(&self, wire: &[u8]) -> Result<(&'static str, Value), Refusal> {
        match decode_frame(wire).map_err(refusal)? {
            RunnerMessage::Request { payload } => Ok(("request", written(&payload)?)),
            RunnerMessage::Response { payload } => Ok(("response", written(&payload)?)),
            RunnerMessage::Cancel { payload } => Ok(("cancel", written(&payload)?)),
        }
    }

    fn encode(&self, frame: &str, value: Value) -> Result<Vec<u8>, Refusal> {
        let fields = Fields::new(value)?;
        let message = match frame {
            "request" => RunnerMessage::Request { payload: request::from_fields(fields)? },
            "response" => RunnerMessage::Response { payload: outcome(fields)? },
            _ => RunnerMessage::Cancel { payload: cancel(fields)? },
        };
        encode_frame(&message).map_err(refusal)
    }
}

/// A value in the crate's own writing of it.
fn written(payload: &impl serde::Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(payload).map_err(|error| Refusal::Refused(None, error.to_string()))
}

/// InvalidLength is one error for too few bytes and too many, a syntax error may be bad UTF-8: they name no code.
fn refusal(error: FrameError) -> Refusal {
    let code = match &error {
        FrameError::Json(error) if error.is_data() => Some("bad_value"),
        FrameError::Json(error) if error.is_eof() => Some("bad_json"),
        _ => None,
    };
    Refusal::Refused(code, error.to_string())
}

fn cancel(mut fields: Fields) -> Result<CancelRequest, Refusal> {
    let cancel = CancelRequest {
        protocol_version: version(&mut fields)?,
        job_id: fields.required("job_id", text)?,
        request_id: fields.optional("request_id", text)?,
        hard_kill: fields.optional("hard_kill", |item| item.as_bool())?.unwrap_or_default(),
    };
    fields.end().map(|()| cancel)
}

fn outcome(mut fields: Fields) -> Result<ExecutionOutcome, Refusal> {
    let error = fields.optional("error", Some)?.map(Fields::new).transpose()?;
    let outcome = ExecutionOutcome {
        job_id: fields.optional("job_id", text)?,
        request_id: fields.optional("request_id", text)?,
        status: fields.required("status", status)?,
        result: fields.optional("result", Some)?,
        error: error.map(failure).transpose()?,
        retry_after_seconds: fields.optional("retry_after_seconds", seconds)?,
    };
    fields.end().map(|()| outcome)
}

fn failure(mut fields: Fields) -> Result<ExecutionError, Refusal> {
    let error = ExecutionError {
        message: fields.required("message", text)?,
        error_type: fields.optional("type", text)?,
        code: fields.optional("code", text)?,
        details: fields.optional("details", Some)?,
    };
    fields.end().map(|()| error)
}

fn version(fields: &mut Fields) -> Result<String, Refusal> {
    Ok(fields.optional("protocol_version", text)?.unwrap_or_else(|| PROTOCOL_VERSION.to_owned()))
}

fn status(item: Value) -> Option<OutcomeStatus> {
    match item.as_str()? {
        "success" => Some(OutcomeStatus::Success),
        "retry" => Some(OutcomeStatus::Retry),
        "timeout" => Some(OutcomeStatus::Timeout),
        "error" => Some(OutcomeStatus::Error),
        _ => None,
    }
}

fn seconds(item: Value) -> Option<f64> {
    match item.as_str() {
        Some("nan") => Some(f64::NAN),
        Some("inf") => Some(f64::INFINITY),
        Some("-inf") => Some(f64::NEG_INFINITY),
        _ => item.as_f64(),
    }
}

fn time(item: Value) -> Option<DateTime<Utc>> {
    item.as_str()?.parse().ok()
}

fn main() -> std::io::Result<()> {
    pipe::run(&Rrq)
}
