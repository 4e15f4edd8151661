/** The look of the statistics page. Class names of rows are HAProxy's, so that style sheets and scrapers find them. */
export const pageStyle = `
:root { color-scheme: light dark; font: 13px/1.4 system-ui, sans-serif; }
body { margin: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
dl { display: grid; grid-template-columns: max-content auto; gap: 0 1rem; margin: .5rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th, td { border: 1px solid light-dark(#bbb, #555); padding: 1px 5px; text-align: right; white-space: nowrap; }
th { background: light-dark(#eef1f4, #2a2e33); font-weight: 600; text-align: center; }
td.name, td.status { text-align: left; }
tr.frontend, tr.backend { background: light-dark(#f0efe6, #33322c); }
tr.socket { background: light-dark(#e8e8e8, #2d2d2d); }
tr.active_up, tr.backup_up { background: light-dark(#d3f2d3, #17401a); }
tr.active_down, tr.backup_down { background: light-dark(#f9d0d0, #571c1c); }
tr.active_going_up, tr.backup_going_up { background: light-dark(#fdeec0, #54430b); }
tr.active_going_down, tr.backup_going_down { background: light-dark(#fbfbc4, #4d4d10); }
tr.active_draining, tr.backup_draining, tr.active_nolb, tr.backup_nolb { background: light-dark(#cfe3fb, #173a5e); }
tr.maintain { background: light-dark(#f0d9bf, #54371a); }
nav a { margin-right: 1rem; }
.notice { border: 1px solid currentColor; padding: .4rem .8rem; margin: 1rem 0; }
`
