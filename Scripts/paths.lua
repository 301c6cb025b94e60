-- SPDX-License-Identifier: EUPL-1.2
-- wrk: asks the paths of the file in WRK_PATHS one after the other, round and round.
local paths, at = {}, 0
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end

request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
