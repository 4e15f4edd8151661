/** Where this package deliberately answers otherwise than the recorded HAProxy 2.6, by the title of the case. */

interface Deviation {
  readonly gives: string | null | 'error'
  readonly reason: string
}

const token =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsIm4iOjV9.RFWKeiHwgxwkZYf3ctY0oBFdGfC0cgrspA8i18vjt8w'
const pastTheLastWord: Deviation = { gives: null, reason: '3.x gives no sample past the last word' }
const structures = (gives: string): Deviation => ({ gives, reason: '3.x gives arrays and objects as JSON' })

export const deviations: Readonly<Record<string, Deviation>> = {
  'str(f1_f2_f3__f5),word(5,_)': pastTheLastWord,
  'str(f1_f2_f3__f5),word(-5,_)': pastTheLastWord,
  'str(__),word(1,_)': pastTheLastWord,
  'str(),word(1,_)': pastTheLastWord,
  'meth(FOO)': { gives: 'FOO', reason: '2.6 names a method it does not know OPTIONS' },
  'meth(get)': { gives: 'get', reason: '2.6 names a method it does not know OPTIONS' },
  'set-var(txn.x) meth(GET) ; var(txn.x),add(1)': { gives: '1', reason: 'a variable holds a method as a string' },
  'str(abc),bytes(txn.x)': { gives: null, reason: '3.x takes variables' },
  '{ int(5) ne 5 }': { gives: 'error', reason: "2.6 takes 'ne' without saying that it is no operator" },
  '{ str(..) -m dom . }': { gives: null, reason: 'a pattern of delimiters only matches nothing' },
  'str("fr;q=0,en"),language(fr;en)': { gives: 'en', reason: '2.6 misreads what follows a bare q=0' },
  'str("fr;q=0,en;q=0.1"),language(fr;en)': { gives: 'en', reason: '2.6 misreads what follows a bare q=0' },
  "bin(7b2261223a5b2278222c2279225d7d),json_query('$.a')": structures('["x","y"]'),
  "bin(7b2261223a7b2262223a317d7d),json_query('$.a')": structures('{"b":1}'),
  "bin(7b20226122203a207b20226222203a205b2031202c2032205d207d207d),json_query('$.a')":
    structures('{ "b" : [ 1 , 2 ] }'),
  [`str(${token}),jwt_verify(PS256,secret)`]: { gives: '-5', reason: '3.x handles PS256' },
  [`str(${token}),jwt_header_query`]: { gives: '{"alg":"HS256","typ":"JWT"}', reason: 'as the manual has it' },
  [`str(${token}),jwt_payload_query`]: { gives: '{"sub":"u1","n":5}', reason: 'as the manual has it' },
  'str(abc),wt6': { gives: 'error', reason: 'the hash has no specification' },
  'str(YWI=),ub64dec': { gives: 'ab', reason: '2.6 adds a byte for the padding' },
  'uuid(7)': { gives: '018bcfe5-687b-738e-8410-17914654a017', reason: '3.x has version 7' },
}
