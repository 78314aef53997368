# Runs one service for a test process: sh service.sh COMMAND...
# Writes the service's process id, and its exit code once it has ended. What the service writes goes to
# standard error. When standard input ends, which it also does when the test process is killed, the
# service is killed; it is killed too when this shell dies.
exec 3<&0
setpriv --pdeathsig KILL -- "$@" </dev/null >&2 3<&- &
service=$!
echo "$service"
{ read -r _; kill -KILL "$service"; } <&3 >/dev/null 2>&1 &
guard=$!
wait "$service"
echo $?
kill -KILL "$guard" 2>/dev/null
