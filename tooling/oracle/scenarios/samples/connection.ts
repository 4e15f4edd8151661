/** What the kernel tells of the client's connection, in every unit, over TCP and over a socket that has no such facts. */
import { defineScenario, fetchOnce, HTTP } from '../../src/index.ts'
import { LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'

const group = sampleGroup('http-request', [
  // How long is up to the machine; that it took some time is not.
  ...['fc_rtt(us),bool', 'fc_rttvar(us),bool', 'fc_rtt,div(1000)', 'fc_rtt(ms),div(1000)', 'fc_rttvar(ms),div(1000)'],
  ...['fc_unacked', 'fc_sacked', 'fc_retrans', 'fc_fackets', 'fc_lost', 'fc_reordering,bool'],
  ...['sc1_clr_gpc(0)', 'sc1_clr_gpc(0,table)', 'sc1_get_gpc0(table)'],
])

export const scenario = defineScenario({
  name: 'samples/connection',
  summary: 'What the kernel tells of a connection.',
  config: `${HTTP}
frontend inet
    bind {{inet}}
    bind unix@{{dir}}/s
    no log
    http-request track-sc1 int(1) table table if { path /tracked }
${group.rules}
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
backend table
    stick-table type integer size 10 store gpc(2)
listen through
    bind {{through}}
    no log
    server s unix@{{dir}}/s
`,
  files: { answer: group.answer },
  normalise: [LENGTH_OF_ANSWER],
  steps: [
    fetchOnce('inet', 'inet', '/'),
    fetchOnce('inet tracked', 'inet', '/tracked'),
    fetchOnce('through', 'through', '/'),
  ],
})
