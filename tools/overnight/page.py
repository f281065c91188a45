"""report.html: one file, no network, no script."""

import html

STYLE = """
:root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#f3f5f7;--line:#d5dae0;--dim:#5c6670;--good:#116329;--bad:#b3261e;--fail:#ffd9d6;--curve:#0550ae}
@media(prefers-color-scheme:dark){:root{--fg:#dfe4ea;--bg:#14171b;--soft:#1d2227;--line:#353c44;--dim:#98a3ae;--good:#6fdd8b;--bad:#ff8d85;--fail:#4f1b18;--curve:#7cb8ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:76rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}.dim{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}
code,pre{font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}pre{background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.5rem .7rem;overflow-x:auto}
.wide{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.2rem .6rem;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th:first-child,td:first-child{text-align:left}thead th,tfoot td{background:var(--soft)}td.curve{padding:0}svg{display:block}
svg path{fill:none;stroke:var(--curve);stroke-width:1.5;stroke-linejoin:round}svg line{stroke:var(--line)}
details{border:1px solid var(--line);border-radius:4px;margin:.5rem 0}summary{padding:.4rem .7rem;cursor:pointer}details[open]>summary{background:var(--soft)}
details>div{padding:0 .9rem .6rem}.badge{font-size:.8rem;border-radius:3px;padding:.05rem .4rem;background:var(--soft);margin-right:.4rem}.badge.open{background:var(--fail)}
.bar{display:inline-block;width:8rem;height:.7rem;background:var(--fail);vertical-align:middle}.bar i{display:block;height:100%;background:var(--good)}
"""

WIDTH, HEIGHT, MARGIN = 260, 46, 3


def render(summary):
    return "".join([
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>wireproof: fuzzed overnight</title><style>{STYLE}</style></head><body>",
        head(summary), found(summary), target_table(summary), reach_table(summary), coverage_table(summary["coverage"]), "</body></html>\n",
    ])  # fmt: skip


def escape(value):
    return html.escape(str(value))


def head(summary):
    run = summary["run"]
    still = [group for group in summary["groups"] if group["status"] != "no longer reproduces"]
    verdict = f"<b class=bad>{len(still)} group{'' if len(still) == 1 else 's'} of findings</b>" if still else "<b class=good>nothing found</b>"
    if summary["unsorted"]:
        verdict += f", <b class=bad>{summary['unsorted']} findings not sorted yet</b>"
    words = {"done": "done", "running": "still at work, or killed", "interrupted": "interrupted"}
    return (
        f"<h1>Fuzzed overnight</h1><p class=dim>run of {escape(run['began'])}, {duration(run['spent'])} of {duration(run['seconds'])}, "
        f"{words[run['state']]} · {run['jobs']} at a time · shard {escape(run['shard'])} · written {escape(summary['written'])}</p>"
        f"<p>{verdict} in {summary['executions']:,} executions over {duration(summary['seconds'])}, all runs of this folder together.</p>"
    )


def duration(seconds):
    seconds = round(seconds)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def found(summary):
    if not summary["groups"]:
        return ""
    return "<h2>Findings</h2>" + "".join(group(row) for row in summary["groups"])


def group(row):
    is_open = row["status"] == "open"
    where = f" <span class=dim>in {escape(row['frame'])}</span>" if row["frame"] else ""
    size = len(row["bytes"]) // 2
    fewer = f", minimised from {row['minimised_from']}" if row["minimised_from"] else ""
    parts = [
        f"<details{' open' if is_open else ''}><summary><span class='badge{' open' if is_open else ''}'>{escape(row['status'])}</span>",
        f"{escape(row['error'])}{where}</summary><div>",
        f"<p class=dim>group {row['group']} · first found {escape(row['first_found'])} · {row['count']} input{'' if row['count'] == 1 else 's'}: ",
        ", ".join(f"{escape(name)} {count}" for name, count in row["targets"].items()),
        f" · <a href='{escape(local(row['report']))}'>whole report</a></p>",
    ]
    if row["stack"]:
        parts.append("<pre>" + escape("\n".join(row["stack"])) + "</pre>")
    parts.append(f"<p>Input, {size} bytes{fewer}:</p><pre>{escape(spaced(row['bytes']))}</pre>")
    if row["explained"]:
        about = row["explained"]
        title = " · ".join(filter(None, [about["variant"], about["frame"], "strict profile" if about["strict"] else None]))
        parts.append(f"<p>Explained ({escape(title)}):</p><pre>{escape(about['text'] or about['bytes'])}</pre>")
    parts.append(f"<p>Reproduce:</p><pre>{escape(row['reproduce'])}</pre>")
    if row["status"] != "no longer reproduces":
        parts.append(f"<p>Keep as a vector and a regression:</p><pre>{escape(row['keep'])}</pre>")
    return "".join(parts) + "</div></details>"


def local(path):
    """A link that works from the folder of the report."""
    return path[path.index("findings/") :]


def spaced(digits, most=512):
    """Hex in rows of 16 bytes."""
    rows = [digits[at : at + 32] for at in range(0, min(len(digits), 2 * most), 32)]
    text = "\n".join(" ".join(row[i : i + 2] for i in range(0, len(row), 2)) for row in rows)
    return text + ("\n…" if len(digits) > 2 * most else "") or "(no bytes)"


def target_table(summary):
    columns = ("target", "executions", "exec/s", "time", "edges", "features", "new", "corpus", "findings", "features over time")
    rows = []
    for row in summary["targets"]:
        bad = " class=bad" if row["findings"] else ""
        name = escape(row["name"]) + (f"<br><span class=bad>cannot be run: {escape(row['broken'].splitlines()[-1])}</span>" if row["broken"] else "")
        rows.append(
            f"<tr><td>{name}</td><td>{row['executions']:,}</td><td>{row['executions_per_second']:,}</td><td>{duration(row['seconds'])}</td>"
            f"<td>{row['edges']:,}</td><td>{row['features']:,}</td><td>{row['new_features']:+,}</td>"
            f"<td>{row['corpus']:,} · {row['corpus_bytes'] / 1024:,.0f} KiB</td><td{bad}>{row['findings']:,}</td>"
            f"<td class=curve>{curve(row)}</td></tr>"
        )
    header = "".join(f"<th>{name}</th>" for name in columns)
    return (
        f"<h2>Targets</h2><div class=wide><table><thead><tr>{header}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        "<p class=dim>New: features beyond those of the corpus that a slice began with. An edge is a way from one piece of code to the next; "
        "a feature also counts how often it was taken, and what was compared. Curves begin at the corpus as it was loaded.</p>"
    )


def curve(row):
    """Features over fuzzing time as an SVG of one line, from the least to the most."""
    points = [(seconds, features) for seconds, _, _, features in row["curve"] if features]
    if len(points) < 2:
        return ""
    (first, last), (least, most) = (points[0][0], points[-1][0]), (min(y for _, y in points), max(y for _, y in points))
    across = lambda x: MARGIN + (WIDTH - 2 * MARGIN) * (x - first) / ((last - first) or 1)  # noqa: E731
    down = lambda y: HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (y - least + 0.01) / (most - least + 0.02)  # noqa: E731
    path = "M" + "L".join(f"{across(x):.1f} {down(y):.1f}" for x, y in points)
    label = f"{least:,} to {most:,} features in {duration(last)}"
    return (
        f"<svg width={WIDTH} height={HEIGHT} role=img aria-label='{label}'><title>{label}</title>"
        f"<line x1=0 x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} /><path d='{path}'/></svg>"
    )


def reach_table(summary):
    """By target: the least accepted first."""
    parts = []
    for row in summary["targets"]:
        reached = sorted(row["reach"].items(), key=lambda item: (item[1][0] / max(1, item[1][1]), item[0]))
        if not reached:
            continue
        missing = sum(accepted == 0 for _, (accepted, _) in reached)
        cells = "".join(
            f"<tr><td{' class=bad' if accepted == 0 else ''}>{escape(name)}</td><td>{accepted:,}</td><td>{total:,}</td>"
            f"<td>{100 * accepted / max(1, total):.1f} %</td></tr>"
            for name, (accepted, total) in reached
        )
        verdict = f"<span class=bad>{missing} never reached</span>" if missing else f"all {len(reached)} reached"
        parts.append(f"<details{' open' if missing else ''}><summary>{escape(row['name'])}: {verdict}</summary><div><table><thead><tr><th>frame, field or state</th>"
                     f"<th>accepted</th><th>inputs</th><th>share</th></tr></thead><tbody>{cells}</tbody></table></div></details>")  # fmt: skip
    about = "<p class=dim>A field is reached where an accepted frame says something with it. Of a session, an input counts for each state that it enters and for each way from one state to another.</p>"
    return "<h2>What the corpora reach</h2>" + "".join(parts) + about if parts else ""


def coverage_table(coverage):
    if coverage is None:
        return ""
    if "unavailable" in coverage:
        return f"<h2>Lines of the decoders</h2><p class=bad>Not measured: {escape(coverage['unavailable'])}</p>"
    rows = []
    for row in coverage["files"]:
        share = 100 * row["reached"] / row["lines"] if row["lines"] else 100
        rows.append(
            f"<tr><td>{escape(row['file'])}</td><td>{row['reached']:,}</td><td>{row['lines']:,}</td><td>{share:.1f} %</td>"
            f"<td><span class=bar><i style='width:{share:.1f}%'></i></span></td></tr>"
        )
    return (
        "<h2>Lines of the decoders that the corpora reach</h2><table><thead><tr><th>file</th><th>reached</th><th>lines</th><th>share</th><th></th>"
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
