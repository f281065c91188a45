//! How long crate rrq-protocol takes to decode and to encode the frames of a file (lines `NAME HEX`). Prints what Google
//! Benchmark would: the fastest of five rounds each, in ns. A frame that does not come back as it was ends the run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rrq_protocol::{decode_frame, encode_frame};

const ROUND: Duration = Duration::from_millis(100);
const ROUNDS: usize = 5;

fn fastest<T>(mut call: impl FnMut() -> T) -> f64 {
    let mut calls = 1u32;
    loop {
        let began = Instant::now();
        (0..calls).for_each(|_| drop(black_box(call())));
        if began.elapsed() * 4 > ROUND {
            break;
        }
        calls *= 2;
    }
    let round = |_| {
        let began = Instant::now();
        (0..calls * 4).for_each(|_| drop(black_box(call())));
        began.elapsed().as_nanos() as f64 / f64::from(calls * 4)
    };
    (0..ROUNDS).map(round).fold(f64::INFINITY, f64::min)
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

fn main() {
    let path = std::env::args().nth(1).expect("a file of frames");
    let mut rows = Vec::new();
    for line in std::fs::read_to_string(path).expect("the file of frames").lines() {
        let (name, hex) = line.rsplit_once(' ').expect("NAME HEX");
        let frame = bytes(hex);
        let message = decode_frame(&frame).expect(name);
        assert_eq!(encode_frame(&message).expect(name), frame, "{name}: other bytes came back");
        let times = [("decode", fastest(|| decode_frame(black_box(&frame)))), ("encode", fastest(|| encode_frame(black_box(&message))))];
        for (what, time) in times {
            rows.push(format!(r#"{{"name":"{what} {name} | rrq-rust 0.9.9","cpu_time":{time},"time_unit":"ns"}}"#));
        }
    }
    println!(r#"{{"benchmarks":[{}]}}"#, rows.join(","));
}
