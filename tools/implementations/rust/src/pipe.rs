//! Puts a codec written in Rust behind wireproof's pipe protocol: JSON lines on stdin and stdout.
//!
//! Plumbing only. An adapter implements `Codec` and translates names between wireproof's values and the crate's; it never
//! computes, checks or repairs anything on the wire, or the verdicts would be about the adapter.

use serde_json::{json, Map, Value};
use std::io::{self, BufRead, Write};

pub enum Refusal {
    /// The crate refused the input; a code of wireproof's if it says why.
    Refused(Option<&'static str>, String),
    /// The crate cannot be asked this: it has no such function, or the value cannot be written down in Rust.
    Unsupported(String),
}

pub fn unsupported<T>(reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Unsupported(reason.into()))
}

pub trait Codec {
    const NAME: &'static str;
    const VERSION: &'static str;
    const PROTOCOL: &'static str;
    const VARIANT: &'static str;
    const FRAMES: &'static [&'static str];

    /// What the bytes say they are, and their value.
    fn decode(&self, wire: &[u8]) -> Result<(&'static str, Value), Refusal>;
    fn encode(&self, frame: &str, value: Value) -> Result<Vec<u8>, Refusal>;
}

/// Serves stdin until `bye` or its end. A line that is no JSON ends the program: no reply could name what it answers.
pub fn run<C: Codec>(codec: &C) -> io::Result<()> {
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin());
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let request: Value = serde_json::from_slice(&line).map_err(io::Error::other)?;
        if request["op"] == "bye" {
            break;
        }
        serde_json::to_writer(&mut output, &answer(codec, request))?;
        output.write_all(b"\n")?;
        if input.buffer().is_empty() {
            output.flush()?; // always before a read, which may block
        }
        line.clear();
    }
    output.flush()
}

fn answer<C: Codec>(codec: &C, mut request: Value) -> Value {
    if request["op"] == "hello" {
        let supports = json!({ C::PROTOCOL: {"variant": C::VARIANT, "decode": C::FRAMES, "encode": C::FRAMES} });
        return json!({"op": "hello", "name": C::NAME, "version": C::VERSION, "language": "rust", "max_in_flight": 64, "supports": supports});
    }
    let mut reply = match judge(codec, &mut request) {
        Ok(reply) => reply,
        Err(Refusal::Refused(Some(code), message)) => json!({"status": "error", "code": code, "message": message}),
        Err(Refusal::Refused(None, message)) => json!({"status": "error", "message": message}),
        Err(Refusal::Unsupported(reason)) => json!({"status": "unsupported", "reason": reason}),
    };
    reply["seq"] = request["seq"].take();
    reply
}

fn judge<C: Codec>(codec: &C, request: &mut Value) -> Result<Value, Refusal> {
    if request["protocol"] != C::PROTOCOL || request["variant"] != C::VARIANT {
        return unsupported(format!("speaks {} variant {} only", C::PROTOCOL, C::VARIANT));
    }
    if request["context"]["profile"] == "strict" {
        return unsupported("the crate has no strict profile");
    }
    let frame = request["frame"].as_str().unwrap_or_default().to_owned();
    if !C::FRAMES.contains(&frame.as_str()) {
        return unsupported(format!("the crate has no function for {frame}"));
    }
    match request["op"].as_str() {
        Some("decode") => {
            let wire = request["wire"].as_str().and_then(from_hex);
            let Some(wire) = wire else { return unsupported("wire: not hex") };
            let (frame, value) = codec.decode(&wire)?;
            Ok(json!({"status": "ok", "frame": frame, "value": value}))
        }
        Some("encode") => Ok(json!({"status": "ok", "wire": to_hex(&codec.encode(&frame, request["value"].take())?)})),
        _ => unsupported("unknown operation"),
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| (c as char).to_digit(16).map(|d| d as u8);
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

fn to_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from_digit((byte >> 4).into(), 16).unwrap_or_default());
        text.push(char::from_digit((byte & 15).into(), 16).unwrap_or_default());
    }
    text
}

/// Reads a value object by wireproof's conventions; null counts as absent. What cannot be written down in Rust (a field
/// that is missing, of another type, or unknown) is `Unsupported`: the crate has not been judged.
pub struct Fields(Map<String, Value>);

impl Fields {
    pub fn new(value: Value) -> Result<Self, Refusal> {
        match value {
            Value::Object(mut members) => {
                members.retain(|_, item| !item.is_null());
                Ok(Self(members))
            }
            _ => unsupported("the value is not an object"),
        }
    }
    /// The field, after `convert`; None when it is absent.
    pub fn optional<T>(&mut self, key: &str, convert: impl Fn(Value) -> Option<T>) -> Result<Option<T>, Refusal> {
        match self.0.remove(key).map(convert) {
            Some(None) => unsupported(format!("{key}: not of its type")),
            found => Ok(found.flatten()),
        }
    }
    pub fn required<T>(&mut self, key: &str, convert: impl Fn(Value) -> Option<T>) -> Result<T, Refusal> {
        self.optional(key, convert)?.map_or_else(|| unsupported(format!("{key}: missing")), Ok)
    }
    /// Refuses what is left over.
    pub fn end(self) -> Result<(), Refusal> {
        self.0.keys().next().map_or(Ok(()), |key| unsupported(format!("the crate has no field {key}")))
    }
}

pub fn text(item: Value) -> Option<String> {
    match item {
        Value::String(text) => Some(text),
        _ => None,
    }
}
