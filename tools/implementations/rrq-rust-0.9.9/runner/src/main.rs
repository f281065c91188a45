//! rrq-runner as a server: the crate's TCP runner with the handlers of wireproof's scripts, behind the launcher protocol.
//! It is the runner itself that runs in this process. Shared by all versions; what differs is in arguments.rs.

mod arguments;

use arguments::{echoed, number};
use rrq_runner::{ExecutionOutcome, Registry, RunnerRuntime};
use serde_json::{json, Value};
use std::error::Error;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::exit;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

const LISTEN_TIME: Duration = Duration::from_secs(20);

fn registry() -> Registry {
    let mut registry = Registry::new();
    registry.register("echo", |q| async move { ExecutionOutcome::success(q.job_id.clone(), q.request_id.clone(), echoed(&q)) });
    registry.register("sleep", |q| async move {
        let ms = number(&q, "ms");
        tokio::time::sleep(Duration::from_millis(ms)).await;
        ExecutionOutcome::success(q.job_id, q.request_id, json!(ms))
    });
    registry.register("retry", |q| async move { ExecutionOutcome::retry(q.job_id, q.request_id, "later", Some(1.5)) });
    registry.register("fail", |q| async move { ExecutionOutcome::error(q.job_id, q.request_id, "boom") });
    registry.register("null", |q| async move { ExecutionOutcome::success(q.job_id, q.request_id, Value::Null) });
    registry.register("big", |q| async move {
        let text = "x".repeat(number(&q, "n") as usize);
        ExecutionOutcome::success(q.job_id, q.request_id, json!(text))
    });
    registry.register("panic", |_| async move { panic!("asked to") });
    registry.register("noids", |q| async move {
        let mut outcome = ExecutionOutcome::success(q.job_id, q.request_id, json!(1));
        (outcome.job_id, outcome.request_id) = (None, None);
        outcome
    });
    registry
}

/// Reads `{"op":"start","host":…,"port":…,"options":{}}`; returns where to listen.
fn start() -> Result<SocketAddr, Box<dyn Error>> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let request: Value = serde_json::from_str(&line)?;
    if request["options"].as_object().is_some_and(|options| !options.is_empty()) {
        return Err(format!("unknown option: {}", request["options"]).into());
    }
    let (Some("start"), Some(host), Some(port)) = (request["op"].as_str(), request["host"].as_str(), request["port"].as_u64()) else {
        return Err(format!("not a start line: {line}").into());
    };
    // The runner takes no port 0 and does not tell which one it got.
    Ok(TcpListener::bind((host, u16::try_from(port)?))?.local_addr()?)
}

/// Prints the `ready` line once the runner accepts connections; it passes over one that is closed without a byte.
fn report_when_ready(address: SocketAddr) {
    let began = Instant::now();
    while TcpStream::connect(address).is_err() {
        if began.elapsed() > LISTEN_TIME {
            eprintln!("the runner does not listen on {address} after {LISTEN_TIME:?}");
            exit(1);
        }
        sleep(Duration::from_millis(20));
    }
    println!("{}", json!({"op": "ready", "host": address.ip().to_string(), "port": address.port()}));
    let _ = std::io::stdout().flush();
}

fn end_with_stdin() {
    let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    exit(0);
}

fn main() -> Result<(), Box<dyn Error>> {
    let address = start()?;
    let runtime = RunnerRuntime::new()?;
    spawn(move || report_when_ready(address));
    spawn(end_with_stdin);
    runtime.run_tcp(&registry(), address)
}
