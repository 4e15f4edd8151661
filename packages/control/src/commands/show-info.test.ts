import { checkDialogue } from '../testing/answers.ts'

checkDialogue('in all forms', [
  [
    'show info',
    /^Name: HAProxy\nVersion: 3\.5-dev5\nRelease_date: 2026\/11\/21\nNbthread: 1\nNbproc: 1\nProcess_num: 1\nPid: 4711\nUptime: 0d 0h00m00s\nUptime_sec: 0\n/,
  ],
  ['show info', /\nnode: mynode\ndescription: some desc\nStopping: 0\n/],
  ['show info', /\nTotalSplicedBytesOut: 0\n/],
  ['show info typed', /^0\.Name\.1:POS:str:HAProxy\n1\.Version\.1:POS:str:3\.5-dev5\n/],
  ['show info typed', /\n15\.Maxconn\.1:CLP:u32:100\n/],
  ['show info typed', /\n70\.Start_time_sec\.1:MDP:u32:1795255200\n71\.Tainted\.1:SGP:str:0\n/],
  ['show info desc', /^Name: HAProxy:"Name of the product"\n/],
  ['show info float', /\nStart_time_sec: 1795255200\.000000\n/],
  [
    'show info json',
    /^\[\{"field":\{"pos":0,"name":"Name"\},"processNum":1,"tags":\{"origin":"Product","nature":"Output","scope":"Service"\},"value":\{"type":"str","value":"HAProxy"\}\},/,
  ],
])
