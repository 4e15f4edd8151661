/** What a buffer has to hold: settings of `global` in brackets, then a proxy's line; `MADE/` is in `made-files.ts`. */
export const bufferLines = `
[] http-request return content-type text/plain file MADE/text-15360
[] http-request return content-type text/plain file MADE/text-15361
[] http-request return content-type text/plain file MADE/text-16384
[] http-request return content-type text/plain file MADE/text-16385
[] http-request return content-type text/plain file MADE/text-0
[] http-request return content-type text/plain lf-file MADE/text-0
[] http-request return content-type text/plain lf-file MADE/text-15361
[] http-request return content-type text/plain lf-file MADE/text-16384
[] http-request return content-type text/plain lf-file MADE/text-16385
[] http-request deny content-type text/plain file MADE/text-15361
[] http-request deny content-type text/plain file MADE/text-16385
[] http-request tarpit content-type text/plain file MADE/text-16385
[] http-response return content-type text/plain file MADE/text-15361
[] http-response return content-type text/plain file MADE/text-16385
[] http-response deny content-type text/plain file MADE/text-16385
[] http-error status 503 content-type text/plain file MADE/text-15361
[] http-error status 503 content-type text/plain file MADE/text-16385
[] http-error status 503 content-type text/plain file MADE/text-0
[] http-error status 503 content-type text/plain lf-file MADE/text-15361
[] http-error status 503 content-type text/plain lf-file MADE/text-16385
[] http-error status 503 errorfile MADE/error-16318
[] http-error status 503 errorfile MADE/error-16319
[] http-error status 503 errorfile MADE/error-16330
[] http-request return status 503 errorfile MADE/error-16300
[] http-request return status 503 errorfile MADE/error-16330
[] errorfile 503 MADE/error-15361
[] errorfile 503 MADE/error-16280
[] errorfile 503 MADE/error-16290
[] errorfile 503 MADE/error-16291
[] errorfile 503 MADE/error-16292
[] errorfile 503 MADE/error-16293
[] errorfile 503 MADE/error-16294
[] errorfile 503 MADE/error-16295
[] errorfile 503 MADE/error-16296
[] errorfile 503 MADE/error-16310
[] errorfile 503 MADE/error-16384
[] errorfile 503 MADE/error-16385
[] errorfile 503 MADE/headers-16200
[] errorfile 503 MADE/headers-16350
[] errorfile 503 MADE/headers-16380
[] errorfile 503 MADE/headers-16500
[] errorfile 503 MADE/blanks-16300
[] errorfile 503 MADE/blanks-16384
[] errorfile 503 MADE/blanks-16400
[] errorfile 503 MADE/blanks-16700
[] errorfile 503 MADE/length-200
[] errorfile 503 MADE/length-16290
[] errorfile 503 MADE/length-16350
[] errorfile 503 MADE/length-16400
[] errorfile 503 MADE/wrong-200
[] errorfile 503 MADE/chunked-200
[] http-request return status 503 errorfile MADE/wrong-200
[] http-error status 503 errorfile MADE/chunked-200
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain file MADE/text-1494
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain file MADE/text-1495
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain file MADE/text-1504
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain file MADE/text-1505
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain string ${'s'.repeat(1494)}
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain string ${'s'.repeat(1495)}
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain string ${'s'.repeat(1504)}
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain string ${'s'.repeat(1505)}
[tune.bufsize 1500 @@ tune.maxrewrite 10] http-request return content-type text/plain lf-string ${'s'.repeat(1505)}
[tune.bufsize 1500 @@ tune.maxrewrite 10] errorfile 503 MADE/error-1400
[tune.bufsize 1500 @@ tune.maxrewrite 10] errorfile 503 MADE/error-1500
[tune.bufsize 1500 @@ tune.maxrewrite 3000] http-request return content-type text/plain string a
[tune.bufsize 1500 @@ tune.maxrewrite 3000] http-request return content-type text/plain lf-string a
[tune.maxrewrite 100 @@ tune.bufsize 2000] http-request return content-type text/plain file MADE/text-1900
[tune.maxrewrite 100 @@ tune.bufsize 2000] http-request return content-type text/plain file MADE/text-1901
[tune.maxrewrite 0] http-request return content-type text/plain file MADE/text-16384
[tune.maxrewrite 16000] http-request return content-type text/plain file MADE/text-385
[tune.bufsize 1024] http-request return content-type text/plain string a
[tune.bufsize 1025] http-request return content-type text/plain file MADE/text-16
[tune.bufsize 1025] http-request return content-type text/plain file MADE/text-17
[tune.bufsize 0] mode http
[tune.bufsize 64] mode http
[tune.bufsize 208] mode http
[tune.bufsize 336] mode http
[tune.bufsize 337] mode http
[tune.bufsize 352] mode http
`
