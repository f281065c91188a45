// The fixed parts of the HTML report: style and the few lines of script that filter the list.
#pragma once

#include <string_view>

namespace wireproof::report {

inline constexpr std::string_view kPageStart = R"page(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>wireproof report</title>
<style>
:root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#f3f5f7;--line:#d5dae0;--dim:#5c6670;--pass:#d6f3dc;--known:#fff0c2;--fail:#ffd9d6;
--good:#116329;--bad:#b3261e;--rule:#0550ae;--f0:#0550ae;--f1:#6a3f9c}
@media(prefers-color-scheme:dark){:root{--fg:#dfe4ea;--bg:#14171b;--soft:#1d2227;--line:#353c44;--dim:#98a3ae;--pass:#12371d;--known:#423509;
--fail:#4f1b18;--good:#6fdd8b;--bad:#ff8d85;--rule:#7cb8ff;--f0:#7cb8ff;--f1:#cfa8ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h1 small{font-weight:400;color:var(--dim)}h2{font-size:1.15rem;margin:2rem 0 .5rem}
code,pre{font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}.run,.reason{color:var(--dim)}.sum{font-size:1.1rem}
.score{background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.15rem .5rem;margin-right:.4rem}
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.2rem .7rem;text-align:left}
.matrix td:nth-child(n+3){text-align:right;font-variant-numeric:tabular-nums}thead th,tfoot td{background:var(--soft);font-weight:600}
td.pass{background:var(--pass)}td.known{background:var(--known)}td.fail{background:var(--fail)}td.none{color:var(--dim)}
.filter label{margin-right:.8rem;white-space:nowrap}input[type=search]{font:inherit;padding:.2rem .5rem;width:18rem;max-width:100%}
details.case{border:1px solid var(--line);border-radius:4px;margin:.3rem 0}summary{padding:.3rem .6rem;cursor:pointer}
details[open] summary{background:var(--soft)}details pre{margin:.6rem;overflow-x:auto}
.badge{font-size:.8rem;border-radius:3px;padding:.05rem .4rem;background:var(--fail)}.badge.known-failure{background:var(--known)}
.badge.unsupported,.badge.not-run{background:var(--soft)}
.good{color:var(--good)}.bad{color:var(--bad)}.rule{color:var(--rule)}
.dump{border-left:3px solid var(--line);padding-left:.6rem}.dump i{color:var(--dim);font-style:normal}.dump b{font-weight:400}
.dump .f0{color:var(--f0)}.dump .f1{color:var(--f1)}.dump .wrong{background:var(--fail);color:var(--bad);font-weight:700}
</style></head><body>
)page";

inline constexpr std::string_view kPageEnd = R"page(<script>
const text=document.getElementById("text"),boxes=[...document.querySelectorAll(".filter input[type=checkbox]")];
const cases=[...document.querySelectorAll(".case")];
function filter(){const on=new Set(boxes.filter(b=>b.checked).map(b=>b.value)),wanted=text.value.toLowerCase();
for(const c of cases)c.hidden=!on.has(c.dataset.verdict)||!c.textContent.toLowerCase().includes(wanted)}
text.addEventListener("input",filter);boxes.forEach(b=>b.addEventListener("change",filter));
</script></body></html>
)page";

}  // namespace wireproof::report
