-- The paths of a file in turn; every thread takes its share of them, so that none is asked for twice in a round.
local threads = {}

function setup(thread)
  thread:set("first", #threads)
  threads[#threads + 1] = thread
end

function init(args)
  step = tonumber(args[2])
  if args[3] ~= "" then
    wrk.headers["Accept-Encoding"] = args[3]
  end
  busy = 0
  -- It costs wrk time: only where some are to be refused.
  if args[4] == "crowd" then
    response = function(status)
      if status == 503 then
        busy = busy + 1
      end
    end
  end
  paths = {}
  for line in io.lines(args[1]) do
    paths[#paths + 1] = wrk.format("GET", line)
  end
  position = first
end

function request()
  local path = paths[position % #paths + 1]
  position = position + step
  return path
end

function done(summary, latency, requests)
  local errors, refused = summary.errors, 0
  for _, thread in ipairs(threads) do
    refused = refused + thread:get("busy")
  end
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout, refused))
end
