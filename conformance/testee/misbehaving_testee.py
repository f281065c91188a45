#!/usr/bin/env python3
"""A testee that answers everything with its own name, and misbehaves as its arguments say.

Arguments, KEY=VALUE: `do` says what it does (see misbehave), `at=N,M` on which cases, by the number in their wire, `always=1`
on every case, `once=FILE` only while FILE is not there yet; `in_flight`, `max_line` go into its hello.
"""

import json
import os
import signal
import subprocess
import sys
import time

SWITCH = dict(argument.split("=", 1) for argument in sys.argv[1:])
DO = SWITCH.get("do", "")
AT = {int(number) for number in SWITCH.get("at", "0").split(",")}
IN_FLIGHT = int(SWITCH.get("in_flight", "1"))
HELLO = {
    "op": "hello", "name": "misbehaving", "version": "1.0", "language": "python", "max_in_flight": IN_FLIGHT,
    "supports": {"flo": {"variant": "v1-24", "decode": ["options", "stream"], "encode": ["options"]}},
}  # fmt: skip


def write(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def reply(seq, value):
    write(json.dumps({"seq": seq, "status": "ok", "value": value, "wire": ""}) + "\n")


ANSWERED = {"unsupported", "no_value", "odd_status", "twice", "die_after", "wrong_seq", "text_seq", "no_seq"}


def misbehave(seq, number):
    """Does what was asked; what stands in ANSWERED takes the place of the right reply."""
    if DO == "signal":
        sys.stderr.write(f"about to die of case {number}\n")
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGSEGV)
    if DO == "exit":
        os._exit(7)
    if DO == "hang":
        time.sleep(600)
    if DO == "not_json":
        write("Traceback (most recent call last):\n")
    if DO == "array":
        write("[1]\n")
    if DO == "no_seq":
        write('{"status":"ok"}\n')
    if DO == "wrong_seq":
        reply(seq + 1000, number)
    if DO == "text_seq":
        reply(str(seq), number)
    if DO == "deep":
        write(f'{{"seq":{"[" * 200000 + "]" * 200000}}}\n')
    if DO == "twice":
        reply(seq, number)
        reply(seq, number)
    if DO == "no_value":
        write(json.dumps({"seq": seq, "status": "ok"}) + "\n")
    if DO == "odd_status":
        write(json.dumps({"seq": seq, "status": "fine"}) + "\n")
    if DO == "unsupported":
        write(json.dumps({"seq": seq, "status": "unsupported", "reason": "not mine"}) + "\n")
    if DO == "huge_line":
        while True:
            write("x" * 65536)
    if DO == "babble":
        while True:
            write('{"seq":1,"status":"ok","value":1}\n' * 1000)
    if DO == "close_stdout":
        os.close(1)
        time.sleep(600)
    if DO == "die_after":
        reply(seq, number)
        os._exit(9)
    if DO == "grandchild_holds_stdout":
        subprocess.Popen(["/bin/sleep", "600"])
        os._exit(4)
    if DO == "close_stdin":
        os.close(0)
        time.sleep(600)


def number_of(request):
    wire = request.get("wire") or "0"
    return int("".join(wire) or "0", 16)


def start():
    """What goes wrong before the first line is read; returns whether cases are to set it off."""
    if DO == "ignore_sigterm" or "ignore_sigterm" in SWITCH:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if DO == "no_hello":
        time.sleep(600)
    if DO == "bad_hello":
        write('{"op":"hello","name":"misbehaving"}\n')
    if DO == "hello_not_json":
        write("hello\n")
    if DO == "die_at_once":
        sys.stderr.write("no such module\n")
        sys.exit(3)
    if "noise" in SWITCH:
        sys.stderr.write("n" * 200000 + "the end\n")
    if "max_line" in SWITCH:
        HELLO["max_line"] = int(SWITCH["max_line"])
    if "once" in SWITCH:
        second_life = os.path.exists(SWITCH["once"])
        open(SWITCH["once"], "w").close()
        return not second_life
    return True


def main():
    armed = start()
    held = []
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "hello":
            write(json.dumps(HELLO) + "\n")
            continue
        if request["op"] == "bye":
            break
        seq, number = request["seq"], number_of(request)
        if DO == "backwards":
            held.append((seq, number))
            if len(held) == IN_FLIGHT:
                while held:
                    reply(*held.pop())
            continue
        if armed and (number in AT or "always" in SWITCH):
            misbehave(seq, number)
            if DO in ANSWERED:
                continue
        reply(seq, number)
    if DO == "ignore_sigterm":
        time.sleep(600)


main()
