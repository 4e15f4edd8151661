import { describeExpressions } from '../testing/describe-converter.ts'
import { regsub } from './regsub.ts'

describeExpressions(
  'regsub',
  [regsub],
  [
    ["str(/////a///b/c/xzxyz/),regsub('/+','/','g')", '/a/b/c/xzxyz/'],
    ['str(aaa),regsub(a,b)', 'baa'],
    ['str(aaa),regsub(a,b,g)', 'bbb'],
    ['str(AAA),regsub(a,b,gi)', 'bbb'],
    ['str(AAA),regsub(a,b,ig)', 'bbb'],
    ["str(abc),regsub('','-')", { refused: /./ }],
    ["str(abc),regsub('','-',g)", { refused: /./ }],
    ["str(abc),regsub('x*','-',g)", '-a-b-c-'],
    ["str(abc),regsub('b*','-',g)", '-a--c-'],
    ['str(foo12),regsub(\'"(foo|bar)([0-9]+)?"\',\'"\\2\\1"\',i)', 'foo12'],
    ["str(foo12),regsub('(foo|bar)([0-9]+)?','\\2\\1',i)", '12foo'],
    ["str(foo12),regsub('(foo|bar)([0-9]+)?','<\\0>',i)", '<foo12>'],
    ["str(foo12),regsub('(foo|bar)([0-9]+)?','<\\9>')", '<>'],
    ["str(foo12),regsub('(foo|bar)([0-9]+)?','<\\x41\\\\>')", '<A\\>'],
  ],
)
