import { checkDialogue } from '../testing/answers.ts'

const header =
  '1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n'

checkDialogue('has the lines of a state file', [
  ['show servers state tb', `${header}5 tb 1 t1 127.0.0.1 2 0 1 1 0 1 0 2 0 0 0 0 - 5671 - 0 0 - - 0\n`],
  ['set server be/s1 weight 5; disable server be/s1', '\n'],
  [
    'show servers state be',
    `${header}4 be 1 s1 127.0.0.1 0 1 5 10 0 1 0 0 8 8 0 0 - 5671 - 0 0 - - 0\n4 be 2 s2 127.0.0.1 2 0 1 1 0 1 0 2 0 0 0 0 - 5672 - 0 0 - - 0\n4 be 3 s3 127.0.0.1 2 0 1 1 0 1 0 2 0 0 0 0 - 5673 - 0 0 - - 0\n`,
  ],
  ['show servers state zz', "Can't find backend.\n"],
])
