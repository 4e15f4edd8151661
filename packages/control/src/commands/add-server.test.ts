import { testServerSettings } from '@weir/balance/testing'
import { OptionsStore } from '@weir/keyword'
import { checkDialogue } from '../testing/answers.ts'

checkDialogue('says when servers are fixed', [
  ['add server be/s9 127.0.0.1:1', 'Servers cannot be added or removed in this process.\n'],
])

checkDialogue(
  'adds and removes servers',
  [
    ['add server help', 'List of keywords supported for dynamic server:\ncheck\nweight\n'],
    ['add server be', "Require 'backend/server'."],
    ['add server zz/s1 127.0.0.1', 'No such backend.'],
    ['add server be/s1 127.0.0.1', 'Already exists a server with the same name in backend.\n'],
    ['add server be/s9', "'server' expects <name> and <addr>[:<port>] as arguments."],
    ['add server be/s9 127.0.0.1:1 foo', "unknown keyword 'foo'\n"],
    ['add server be/s9 127.0.0.1:1', 'New server registered.\n'],
    ['del server be/s9', 'Only servers in maintenance mode can be deleted.'],
    ['disable server be/s9; del server be/s9', '\nServer deleted.'],
    ['del server be/s9', 'No such server.\n'],
  ],
  ({ view }) => {
    view.dynamicServers = {
      keywords: ['check', 'weight'],
      add(backend, name, words) {
        if (words.length > 1) return `unknown keyword '${words[1]}'`
        backend.state.addServer(testServerSettings(8, { name }), new OptionsStore())
        return null
      },
      remove: () => {},
    }
  },
)
