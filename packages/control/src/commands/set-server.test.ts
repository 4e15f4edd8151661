import { checkDialogue } from '../testing/answers.ts'

const by = " by 'stats socket command'"
const usage = /^usage: set server <backend>\/<server> addr \| agent \| /

checkDialogue('names the server first', [
  ['set server', "Require 'backend/server'.\n"],
  ['set server be', "Require 'backend/server'.\n"],
  ['set server be/', "Require 'backend/server'.\n"],
  ['set server be/#1 weight 3; get weight #4/#1', '\n3 (initial 10)\n'],
  ['set server be/#1 weight 100%', ''],
  ['set server zz/s1 state ready', 'No such backend.\n'],
  ['set server be/zz state ready', 'No such server.\n'],
  ['set server be/s1', usage],
  ['set server be/s1 toString', usage],
])

checkDialogue('sets states', [
  ['set server be/s1 state', "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n"],
  ['set server be/s1 state drain', ''],
  ['show stat be 4 1', /,DRAIN,/],
  ['set server be/s1 state maint', ''],
  ['show stat be 4 1', /,MAINT,/],
  ['set server be/s1 state ready', ''],
  ['show stat be 4 1', /,no check,/],
])

checkDialogue('sets health', [
  ['set server be/s1 health foo', "'set server <srv> health' expects 'up', 'stopping', or 'down'.\n"],
  ['set server be/s1 health down', ''],
  ['show stat be 4 1', /,DOWN,/],
  ['set server be/s1 health stopping', ''],
  ['show stat be 4 1', /,NOLB,/],
  ['set server be/s1 health up', ''],
  ['show stat be 4 1', /,no check,/],
])

checkDialogue('sets weights', [
  ['set server be/s1 weight 50%; get weight be/s1', '\n5 (initial 10)\n'],
  ['set server be/s1 weight', 'Require <weight> or <weight%>.\n'],
])

checkDialogue('sets addresses', [
  ['set server be/s1 addr', 'set server <b>/<s> addr requires an address and optionally a port.\n'],
  ['set server be/s1 addr foo', `Invalid addr 'foo'${by}\n`],
  ['set server be/s1 addr 127.0.0.1', `no need to change the addr${by}\n`],
  ['set server be/s1 addr 127.0.0.1 port 5671', `no need to change the addr, no need to change the port${by}\n`],
  [
    'set server be/s1 addr 127.0.0.9 port 80',
    `IP changed from '127.0.0.1' to '127.0.0.9', port changed from '5671' to '80'${by}\n`,
  ],
  ['show servers state be', /\n4 be 1 s1 127\.0\.0\.9 [^\n]* - 80 - /],
  [
    'set server be/s1 addr 127.0.0.9 port x',
    `no need to change the addr, problem converting port 'x' to an int${by}\n`,
  ],
])

checkDialogue('refuses what is not there', [
  ['set server be/s1 agent up', 'agent checks are not enabled on this server.\n'],
  ['set server be/s1 agent-addr 127.0.0.1', 'agent checks are not enabled on this server'],
  ['set server be/s1 check-port 1', 'health checks are not enabled on this server'],
  ['set server be/s1 fqdn a', 'set server <b>/<s> fqdn failed because no resolution is configured.\n'],
  ['set server be/s1 ssl on', "'set server <srv> ssl' cannot be set.  default-server should define ssl settings\n"],
])
