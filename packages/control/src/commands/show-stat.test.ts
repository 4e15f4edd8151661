import { checkDialogue } from '../testing/answers.ts'

const header =
  /^# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,rate_lim,rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,hanafail,req_rate,req_rate_max,req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,last_agt,qtime,ctime,rtime,ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,check_fall,check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo,conn_rate,conn_rate_max,conn_tot,intercepted,dcon,dses,wrew,connect,reuse,cache_lookups,cache_hits,srv_icur,src_ilim,qtime_max,ctime_max,rtime_max,ttime_max,eint,idle_conn_cur,safe_conn_cur,used_conn_cur,need_conn_est,uweight,agg_server_status,agg_server_check_status,agg_check_status,srid,/

checkDialogue('in all forms', [
  ['show stat', header],
  [
    'show stat',
    /\nfe,FRONTEND,,,0,0,100,0,0,0,0,0,0,,,,,OPEN,,,,,,,,,1,2,0,,,,0,0,0,0,,,,0,0,0,0,0,0,,0,0,0,,,0,0,0,0,,,,,,,,,,,,,,,,,,,,,http,,0,0,0,0,0,0,0,,,0,0,,,,,,,0,,,,,,,,,/,
  ],
  [
    'show stat',
    /\ntf,FRONTEND,,,0,0,100,0,0,0,0,0,0,,,,,OPEN,,,,,,,,,1,3,0,,,,0,0,0,0,,,,,,,,,,,0,0,0,,,0,0,0,0,,,,,,,,,,,,,,,,,,,,,tcp,,0,0,0,,0,0,0,,,,,,,,,,,0,,,,,,,,,/,
  ],
  [
    'show stat',
    /\nbe,s2,0,0,0,0,,0,0,0,,0,,0,0,0,0,no check,1,0,1,,,0,,,1,4,2,,0,,2,0,,0,,,,0,0,0,0,0,0,,,,0,0,0,,,,,-1,,,0,0,0,0,,,,,,,,,,,,127\.0\.0\.1:5672,,http,,,,,,,,0,0,0,,,0,,0,0,0,0,0,0,0,0,0,1,/,
  ],
  [
    'show stat',
    /\nbe,BACKEND,0,0,0,0,10,0,0,0,0,0,,0,0,0,0,UP,11,2,1,,0,0,0,,1,4,0,,0,,1,0,,0,,,,0,0,0,0,0,0,,,,0,0,0,0,0,0,0,-1,,,0,0,0,0,,,,,,,,,,,,,SRV,http,roundrobin,,,,,,,0,0,0,0,0,/,
  ],
  [
    'show stat',
    /\ntb,t1,0,0,0,0,10,0,0,0,,0,,0,0,0,0,no check,1,1,0,,,0,,,1,5,1,,0,,2,0,,0,,,,,,,,,,,,,,0,0,,,,,-1,,,0,0,0,0,,,,,,,,,,,,127\.0\.0\.1:5671,,tcp,/,
  ],
  ['show stat be 4 -1', /^[^\n]*\nbe,s1,[^\n]*\nbe,s2,[^\n]*\nbe,s3,[^\n]*\n$/],
  ['show stat 4 2 -1', /^[^\n]*\nbe,BACKEND,[^\n]*\n$/],
  ['show stat -1 4 2', /^[^\n]*\nbe,s2,[^\n]*\n$/],
  ['show stat 2 8 -1', /^[^\n]*\nfe,l1,[^\n]*\nfe,sock-2,[^\n]*\n$/],
  ['show stat zz 1 -1', 'No such proxy.\n'],
  ['show stat domain dns', 'Invalid statistics domain.\n'],
  [
    'show stat be 4 1 typed',
    /^S\.4\.1\.0\.pxname\.1:KNSV:str:be\nS\.4\.1\.1\.svname\.1:KNSV:str:s1\nS\.4\.1\.2\.qcur\.1:MGPV:u32:0\nS\.4\.1\.3\.qmax\.1:MMPV:u32:0\nS\.4\.1\.4\.scur\.1:MGPV:u32:0\nS\.4\.1\.5\.smax\.1:MMPV:u32:0\nS\.4\.1\.7\.stot\.1:MCPP:u64:0\n/,
  ],
  ['show stat be 4 1 typed desc', /^S\.4\.1\.0\.pxname\.1:KNSV:str:be:"Name of the proxy"\n/],
  [
    'show stat be 4 1 json',
    /^\[\[\{"objType":"Server","proxyId":4,"id":1,"field":\{"pos":0,"name":"pxname"\},"processNum":1,"tags":\{"origin":"Key","nature":"Name","scope":"Service"\},"value":\{"type":"str","value":"be"\}\},.*\]\]\n$/,
  ],
])

checkDialogue('leaves out servers that are down or in maintenance', [
  ['disable server be/s1', ''],
  ['set server be/s2 health down', ''],
  ['show stat be 4 -1 no-maint', /^[^\n]*\nbe,s2,[^\n]*\nbe,s3,[^\n]*\n$/],
  ['show stat be 4 -1 up', /^[^\n]*\nbe,s3,[^\n]*\n$/],
])
