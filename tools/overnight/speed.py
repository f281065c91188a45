"""How many small inputs a target runs in a second of processor time, and how that compares with a target that does nothing
(`fuzz-nothing`), measured before and after: the share holds on any machine, whatever else it does."""

import shutil

from overnight import processes, slices

SMALL = 64  # bytes of an input, its head included
NOTHING = "fuzz-nothing"
# Of the kinds that try one frame at a time: 100,000 and 40,000 of the 1,250,000 that doing nothing reached where they were set.
GOALS = {"decode": 0.08, "roundtrip": 0.08, "structured": 0.032}
PATIENCE = 10  # times the processor time that a busy machine may take


def measure(guardian, program, flags, seeds, seconds, place):
    """Executions a second of processor time, from the small ones of the seeds on; None if it does not get so far. What is new
    stays in memory: in a night little is, in seconds much, and files cost more than executions."""
    corpus = place / program.name
    corpus.mkdir()
    for number, data in enumerate(data for data in seeds if len(data) <= SMALL):
        (corpus / str(number)).write_bytes(data)
    command = [program, *(flag for flag in flags if not flag.startswith("-max_len=")), f"-max_len={SMALL}", f"-max_total_time={seconds}",
               "-print_final_stats=1", f"-artifact_prefix={corpus}-"]  # fmt: skip
    if small := list(map(str, corpus.iterdir())):
        start = place / f"{program.name}.seeds"
        start.write_text(",".join(small))
        command.append(f"-seed_inputs=@{start}")
    before = processes.processor_seconds()
    lines, status = processes.run(guardian, command, seconds * PATIENCE + 30, folder=place)
    shutil.rmtree(corpus)
    units = [int(match.group(1)) for match in map(slices.UNITS.match, lines) if match]
    return units[-1] / (processes.processor_seconds() - before) if units and status == 0 else None


def row(name, rate, most, goal):
    shown = "cannot be run" if rate is None else f"{rate:,.0f}"
    share = f"{rate / most:.1%}" if rate and most else ""
    return f"{name:34} {shown:>18} {share:>10} {f'{goal:.1%}' if goal else '':>6}".rstrip()


def table(guardian, chosen, seconds, place, say):
    """Measures one target after the other; their own corpora stay as they are. Returns the table, and whether every one could be
    measured."""

    def rate_of(program, flags=(), seeds=()):
        say(f"{program.name}: {seconds} s")
        return measure(guardian, program, flags, seeds, seconds, place) if program.exists() else None

    nothing = chosen[0].program.with_name(NOTHING)
    before = rate_of(nothing)
    rates = {target: rate_of(target.program, target.flags, target.seeds(place / "none")) for target in chosen}
    after = rate_of(nothing)
    most = (before + after) / 2 if before and after else None
    lines = [f"{'target':34} {'a processor second':>18} {'of nothing':>10} {'goal':>6}"]
    lines += [row(target.name, rate, most, GOALS.get(target.kind) if target.protocol != "own" else None) for target, rate in rates.items()]
    lines.append(row(NOTHING, most, None, None))
    return "\n".join(lines), None not in (*rates.values(), most)
