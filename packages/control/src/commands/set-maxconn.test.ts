import { checkDialogue } from '../testing/answers.ts'

checkDialogue('sets limits', [
  ['set maxconn frontend', 'A frontend name is expected.\n'],
  ['set maxconn frontend zz 1', 'No such frontend.\n'],
  ['set maxconn frontend fe', 'Integer value expected.\n'],
  ['set maxconn frontend fe 10', ''],
  ['show stat fe 1 -1', /\nfe,FRONTEND,,,0,0,10,/],
  ['set maxconn global', 'Expects an integer value.\n'],
  ['set maxconn global 500', 'Value out of range.\n'],
  ['set maxconn global 50', ''],
  ['show info', /\nMaxconn: 50\nHard_maxconn: 100\n/],
  ['set maxconn server', "Require 'backend/server'.\n"],
  ['set maxconn server tb/t1', 'Require <maxconn>.\n'],
  ['set maxconn server tb/t1 x', 'maxconn string empty or preceded by garbage'],
  ['set maxconn server tb/t1 5x', 'Trailing garbage in maxconn string'],
  ['set maxconn server tb/t1 20', ''],
  ['show stat tb 4 -1', /\ntb,t1,0,0,0,0,20,/],
])
