/** Lines of the smaller sections and of what refers to them, in the form of `keyword-lines.ts`. */
export const sectionLines: Readonly<Record<string, string>> = {
  'mailers m': `
mailer
mailer a
mailer a 127.0.0.1
mailer a 127.0.0.1:0
mailer a 127.0.0.1:25 check
mailer a 127.0.0.1:25-30
mailer a 127.0.0.1:+5
mailer a 127.0.0.1:99999
mailer a :25
mailer a [::1]:25
mailer a /tmp/x
mailer a udp@127.0.0.1:25
mailer a:b 127.0.0.1:25
mailer a/b 127.0.0.1:25
mailer a 127.0.0.1:25 @@ mailer a 127.0.0.1:26
no mailer a 127.0.0.1:25
timeout mail
timeout
timeout foo 3s
timeout mail 0
timeout mail x
timeout mail 3s x
timeout mail -3s
mailer a 127.0.0.1:25 @@ mailers m @@ mailer b 127.0.0.1:25
`,
  'backend b': `
email-alert
email-alert foo
email-alert from a@b x
email-alert to c@d
email-alert level
email-alert level foo
email-alert level 3
email-alert level emerg @@ email-alert level debug x
email-alert mailers nope x
email-alert myhostname h x
no email-alert from a
email-alert mailers nope @@ email-alert from a@b @@ email-alert to c@d
email-alert mailers m @@ email-alert from a@b @@ email-alert to c@d @@ mailers m @@ mailer x 127.0.0.1:25
email-alert mailers m @@ email-alert from a@b @@ email-alert to c@d @@ mailers m
email-alert mailers m @@ email-alert from a@b @@ mailers m @@ mailer x 127.0.0.1:25
disabled @@ email-alert mailers nope @@ email-alert from a@b @@ email-alert to c@d
`,
  'frontend f': `
bind :1 @@ email-alert mailers nope @@ email-alert from a@b @@ email-alert to c@d
bind :1 @@ email-alert level alert
`,
}
