# Runs one worker for a test process: sh worker.sh COMMAND...
# Writes the worker's process id, and its exit code once it has ended. What the worker writes goes to
# standard error. When standard input ends, which it also does when the test process is killed, the
# worker is killed; it is killed too when this shell dies.
exec 3<&0
setpriv --pdeathsig KILL -- "$@" </dev/null >&2 3<&- &
worker=$!
echo "$worker"
{ read -r _; kill -KILL "$worker"; } <&3 >/dev/null 2>&1 &
guard=$!
wait "$worker"
echo $?
kill -KILL "$guard" 2>/dev/null
