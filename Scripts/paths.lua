-- SPDX-License-Identifier: EUPL-1.2
-- wrk: asks the addresses of the file in WRK_PATHS one after the other, round and round, with the cookies in WRK_COOKIES.
-- A line is an address; what stands behind a tab is sent as a form, and then no line is sent twice: the run ends with them.
local paths, at, round = {}, 0, false
local headers = { Cookie = os.getenv("WRK_COOKIES") }
local sending = { Cookie = headers.Cookie, ["Content-Type"] = "application/x-www-form-urlencoded" }
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end

request = function()
  round = round or at == #paths
  at = at % #paths + 1
  local path, body = paths[at]:match("^(.-)\t(.*)$")
  if body and round then wrk.thread:stop() end
  if body then return wrk.format("POST", path, sending, body) end
  return wrk.format("GET", paths[at], headers)
end

done = function(_, latency) print(string.format("  95%% %.3fms", latency:percentile(95) / 1000)) end
