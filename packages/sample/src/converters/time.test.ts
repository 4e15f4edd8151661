import { describeExpressions } from '../testing/describe-converter.ts'
import { date, httpDate, ltime, msLtime, msUtime, usLtime, usUtime, utime } from './time.ts'

describeExpressions(
  'time',
  [date, httpDate, ltime, msLtime, msUtime, usLtime, usUtime, utime],
  [
    ['int(1700000000),utime(%Y-%m-%dT%H:%M:%SZ)', '2023-11-14T22:13:20Z'],
    [
      'int(1700000000),utime(%a %A %b %B %c %d %D %e %F %g %G %h %H %I %j %k %l %m %M %n %p %P %r %R %s %S %t %T %u %U %V %w %W %x %X %y %Y %z %Z %% %C %E %O %q)',
      'Tue Tuesday Nov November Tue Nov 14 22:13:20 2023 14 11/14/23 14 2023-11-14 23 2023 Nov 22 10 318 22 10 11 13 \n PM pm 10:13:20 PM 22:13 1700000000 20 \t 22:13:20 2 46 46 2 46 11/14/23 22:13:20 23 2023 +0000 GMT % 20 %E %O %q',
    ],
    ['int(1700000000),ltime(%Y-%m-%d %H:%M:%S %z %Z)', '2023-11-14 22:13:20 +0000 UTC'],
    ['int(1700000000),utime(%H,3600)', '23'],
    ['int(1700000000),utime(%H,-3600)', '21'],
    ['int(-1),utime(%Y-%m-%d %H:%M:%S)', '1141709097-06-13 06:26:07'],
    ['int(0),utime()', ''],
    ['int(99999999999999),utime(%Y)', '3170843'],
    ['int(1700000000),http_date', 'Tue, 14 Nov 2023 22:13:20 GMT'],
    ['int(1700000000),http_date(60)', 'Tue, 14 Nov 2023 22:14:20 GMT'],
    ['int(1700000000123),http_date(0,ms)', 'Tue, 14 Nov 2023 22:13:20.123 GMT'],
    ['int(1700000000123456),http_date(0,us)', 'Tue, 14 Nov 2023 22:13:20.123456 GMT'],
    ['int(1700000000123),http_date(1000,ms)', 'Tue, 14 Nov 2023 22:13:21.123 GMT'],
    ['int(1700000000),http_date(0,x)', { refused: /./ }],
    ['int(-1),http_date', 'Sun, 13 Jun 1141709097 06:26:07 GMT'],
  ],
)
