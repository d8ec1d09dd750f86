// generate/report: how the saved report looks, on a screen in light and dark, and on paper.

export const REPORT_CSS = `
:root { color-scheme: light dark; --text: #1f2328; --faint: #59636e; --page: #fff; --card: #f6f8fa; --line: #d1d9e0;
--open: #b42318; --caution: #8a5a00; --closed: #1a6e3c; --plain: #59636e; --info: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --faint: #a3abb4; --page: #16181c; --card: #1f2228; --line: #3a4049;
--open: #ff8b80; --caution: #e5b454; --closed: #6fcf97; --plain: #a3abb4; --info: #7ab8ff; } }
* { box-sizing: border-box; }
body { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; color: var(--text); background: var(--page);
font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .75rem; padding-bottom: .35rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { hyphens: none; } td:nth-child(3) { white-space: nowrap; }
h3 { margin: 2rem 0 .25rem; font-size: 1.08rem; }
h4 { margin: 0 0 .35rem; font-size: .98rem; }
p { margin: .4rem 0; }
a { color: var(--info); }
ul { margin: .4rem 0; padding-left: 1.2rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
code { font: .88em ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; color: var(--faint); }
.where { padding: .1em .4em; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 4px; }
.faint { color: var(--faint); }
.headline { padding: .8rem 1rem; font-size: 1.1rem; font-weight: 600; background: var(--card); border-left: 5px solid var(--plain); border-radius: 4px; }
.headline.open { border-color: var(--open); } .headline.caution { border-color: var(--caution); } .headline.closed { border-color: var(--closed); }
.meta { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem 1.5rem; margin: 1rem 0; }
.meta dt { color: var(--faint); font-size: .85em; } .meta dd { margin: 0; overflow-wrap: anywhere; }
.overview { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .5rem; padding: 0; list-style: none; }
.overview li { margin: 0; padding: .5rem .7rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--closed); border-radius: 4px; }
.overview span { display: block; color: var(--faint); font-size: .88em; }
.overview .error { border-left-color: var(--open); } .overview .warning { border-left-color: var(--caution); }
.overview .info, .overview .hint { border-left-color: var(--info); }
table { width: 100%; border-collapse: collapse; font-size: .94em; }
th, td { padding: .45rem .6rem .45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { color: var(--faint); font-weight: 600; }
tbody th { min-width: 8rem; font-weight: 500; overflow-wrap: anywhere; }
@media (max-width: 40rem) { td, thead th { overflow-wrap: anywhere; } tbody th { min-width: 0; } }
.facts { padding: 0; list-style: none; }
.facts li { position: relative; padding-left: 1.4rem; }
.facts li::before { position: absolute; left: 0; font-weight: 700; content: "\\25CB"; color: var(--plain); }
.facts .open::before { content: "\\25C6"; color: var(--open); } .facts .caution::before { content: "\\25B3"; color: var(--caution); }
.facts .closed::before { content: "\\25CF"; color: var(--closed); }
.facts .open { font-weight: 600; }
.group { margin: .9rem 0; padding: .75rem 1rem .5rem; border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 4px; }
.group.error { border-left-color: var(--open); } .group.warning { border-left-color: var(--caution); }
.group ul { padding-left: 0; list-style: none; }
.badge { display: inline-block; margin-right: .25rem; padding: 0 .5em; font-size: .82em; font-weight: 600; border: 1px solid currentcolor; border-radius: 999px; }
.badge.error { color: var(--open); } .badge.warning { color: var(--caution); } .badge.info, .badge.hint { color: var(--info); }
.fix { margin: .2rem 0 .2rem; color: var(--closed); font-size: .92em; }
.checked dl { font-size: .88em; color: var(--faint); } .checked dt { margin-top: .6rem; font-weight: 600; color: var(--text); } .checked dd { margin: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.picture { overflow-x: auto; margin: .75rem 0; }
.reach { display: block; width: 100%; min-width: 40rem; height: auto; }
.reach text { fill: var(--text); font-family: inherit; }
.reach .reach-head { fill: var(--faint); font-size: 12px; font-weight: 600; }
.reach .reach-title { font-size: 13px; font-weight: 600; } .reach .reach-detail { fill: var(--faint); font-size: 11px; }
.reach rect { fill: var(--card); stroke: var(--line); }
.reach .open rect { stroke: var(--open); stroke-width: 1.5; } .reach .caution rect { stroke: var(--caution); }
.reach-way { fill: none; stroke: var(--plain); stroke-width: 1.25; } .reach-rule { stroke: var(--line); stroke-dasharray: 2 3; }
.reach-way.open { stroke: var(--open); stroke-width: 2.5; } .reach-way.refused { stroke-dasharray: 4 4; }
.reach-tip { fill: var(--plain); } .reach-tip.open { fill: var(--open); } .reach-stop { fill: none; stroke: var(--closed); stroke-width: 2.5; }
.reach-sign { fill: var(--plain); stroke: var(--plain); stroke-width: 1.75; } .reach-sign.hollow { fill: none; }
.open .reach-sign { fill: var(--open); stroke: var(--open); } .caution .reach-sign { stroke: var(--caution); }
.closed .reach-sign { fill: var(--closed); stroke: var(--closed); }
footer { margin-top: 3rem; padding-top: 1rem; font-size: .88em; border-top: 1px solid var(--line); }
@media print { :root { color-scheme: light; --text: #000; --faint: #444; --page: #fff; --card: #fff; --line: #bbb; --open: #a01508; --caution: #7a4d00;
--closed: #145a30; --plain: #444; --info: #0a4d92; }
body { max-width: none; padding: 0; font-size: 10.5pt; } h2, h3, h4 { break-after: avoid; } .group, .picture, li { break-inside: avoid; }
.server { break-before: page; } .server:first-of-type { break-before: auto; } a { color: inherit; text-decoration: none; } .reach { min-width: 0; }
@page { margin: 18mm 16mm; } }
`;
