import { checkDialogue } from '../testing/answers.ts'

checkDialogue('counts connections', [
  [
    'show servers conn tb',
    '# bkname/svname bkid/svid addr port - purge_delay served used_cur used_max need_est idle_sess unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[1]\ntb/t1 5/1 127.0.0.1 5671 - 5000 0 0 0 0 0 0 0 -1 0 0\n',
  ],
  ['show servers conn zz', "Can't find backend.\n"],
])
