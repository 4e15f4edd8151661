/** The text after an unknown option, or when nothing is asked for. */
export const usage = `Usage : weir [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -n <maxconn> ] [ -N <maxpconn> ]
              [ -p <pidfile> ] [ -m <max megs> ] [ -C <dir> ] [-- <cfgfile>*]
        weir check [--json|--sarif] <cfgfile>*
        weir fmt [--check|--write] <cfgfile>*
        weir demo
        -v displays version ; -vv shows known build options.
        -d enters debug mode ; -db only disables background mode.
        -V enters verbose mode (disables quiet mode)
        -D goes daemon ; -C changes to <dir> before loading files.
        -W master-worker mode: reloads on SIGUSR2 and SIGHUP, without a connection lost.
        -q quiet mode : don't display messages
        -c check mode : only check config files and exit
        -cc check condition : evaluate a condition and exit
        -n sets the maximum total # of connections
        -N sets the default, per-proxy maximum # of connections
        -L set local peer name (default to hostname)
        -p writes the pid of the process to this file
        -dC[key] dumps the configuration, names hashed if a key is given
        -dK{class[,...]} dumps registered keywords (use 'help' for list)
        -dr ignores server address resolution failures
        -dW fails if any warning is emitted
        -dD diagnostic mode : warn about suspicious configuration statements
        -sf/-st [pid ]* finishes/terminates old pids.
        check reports on a configuration ; fmt lays its files out
        demo runs an embedded demonstration with servers of its own
`
