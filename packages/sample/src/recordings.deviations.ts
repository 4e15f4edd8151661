/** Where this package deliberately answers otherwise than the recorded HAProxy 2.6, by the title of the case. */

interface Deviation {
  readonly gives: string | null | 'error'
  readonly reason: string
}

const token =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsIm4iOjV9.RFWKeiHwgxwkZYf3ctY0oBFdGfC0cgrspA8i18vjt8w'
const pastTheLastWord: Deviation = {
  gives: null,
  reason: 'manual of 3.5, 7.3.1: there is no sample past the last word',
}
const structures = (gives: string): Deviation => ({ gives, reason: '2.9: arrays and objects are given as JSON' })

export const deviations: Readonly<Record<string, Deviation>> = {
  'str(f1_f2_f3__f5),word(5,_)': pastTheLastWord,
  'str(f1_f2_f3__f5),word(-5,_)': pastTheLastWord,
  'str(__),word(1,_)': pastTheLastWord,
  'str(),word(1,_)': pastTheLastWord,
  'meth(FOO)': { gives: 'FOO', reason: '2.6 loses the name of a method that it does not know, and takes OPTIONS' },
  'meth(get)': { gives: 'get', reason: '2.6 loses the name of a method that it does not know, and takes OPTIONS' },
  'set-var(txn.x) meth(GET) ; var(txn.x),add(1)': { gives: '1', reason: 'a variable holds a method as a string' },
  'str(abc),bytes(txn.x)': { gives: null, reason: '2.9: variables are taken' },
  '{ int(5) ne 5 }': { gives: 'error', reason: "2.6 takes 'ne' without saying that it is no operator" },
  '{ str(..) -m dom . }': { gives: null, reason: 'a pattern of delimiters only matches nothing' },
  "bin(7b2261223a5b2278222c2279225d7d),json_query('$.a')": structures('["x","y"]'),
  "bin(7b2261223a7b2262223a317d7d),json_query('$.a')": structures('{"b":1}'),
  "bin(7b20226122203a207b20226222203a205b2031202c2032205d207d207d),json_query('$.a')":
    structures('{ "b" : [ 1 , 2 ] }'),
  [`str(${token}),jwt_verify(PS256,secret)`]: { gives: '-5', reason: '2.7: PS256 is handled' },
  [`str(${token}),jwt_header_query`]: {
    gives: '{"alg":"HS256","typ":"JWT"}',
    reason: 'without a path it is the whole part (manual 7.3.1); 2.6 gives nothing',
  },
  [`str(${token}),jwt_payload_query`]: {
    gives: '{"sub":"u1","n":5}',
    reason: 'without a path it is the whole part (manual 7.3.1); 2.6 gives nothing',
  },
  'str(abc),wt6': { gives: 'error', reason: 'the hash has no specification outside of the source, and is refused' },
  'uuid(7)': { gives: '018bcfe5-687b-738e-8410-17914654a017', reason: '3.0: there is version 7' },
}
