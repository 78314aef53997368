# Runs one server for a test process and outlives that process just long enough to clean up.
#   sh supervise.sh FOLDER COMMAND...
# Orders come as lines on standard input, each answered by one line. When the input ends, which it
# also does when the test process is killed, the server is stopped and FOLDER removed.
folder=$1
shift
server=

while read -r order; do
    case $order in
        "run "*)
            ${order#run } </dev/null >>"$folder/log" 2>&1
            echo $? ;;
        start)
            "$@" </dev/null >>"$folder/log" 2>&1 &
            server=$!
            echo "$server" ;;
        stop)
            kill -INT "$server" && wait "$server"
            server=
            echo stopped ;;
        pause)
            kill -STOP "$server"
            echo paused ;;
        resume)
            kill -CONT "$server"
            echo resumed ;;
    esac
done

if [ -n "$server" ]; then
    kill -INT "$server"
    kill -CONT "$server" # a paused server would not see the first signal
    wait "$server"
fi
rm -rf "$folder"
