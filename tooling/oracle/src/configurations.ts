/** Beginnings that most configurations share. */

/** One thread, so that distribution and counters are exact; logs and the runtime socket of the run. */
export const GLOBAL = `global
    nbthread 1
    log {{log}} local0
    stats socket {{dir}}/stats.sock level admin
`

const TIMEOUTS = `    timeout connect 3s
    timeout client 3s
    timeout server 3s
`

export const TCP = `${GLOBAL}defaults
    mode tcp
    log global
    option tcplog
    retries 0
    balance roundrobin
${TIMEOUTS}`

/** Without sharing of server connections, so that each client's requests stay on one connection to the server. */
export const HTTP = `${GLOBAL}defaults
    mode http
    log global
    option httplog
    http-reuse never
    retries 0
    balance roundrobin
${TIMEOUTS}`
