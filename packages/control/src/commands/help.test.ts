import { checkDialogue } from '../testing/answers.ts'

checkDialogue('lists what matches', [
  [
    'help get weight',
    "The following commands are valid at this level:\n  get weight <bk>/<srv>                   : report a server's current weight\n  help [<command>]                        : list matching or all commands\n  prompt [help | n | i | p | timed]*      : toggle interactive mode with prompt\n  quit                                    : disconnect\n",
  ],
  ['help map', / {2}add map [^\n]*\n {2}clear map [^\n]*\n {2}commit map [^\n]*\n {2}del map /],
])
