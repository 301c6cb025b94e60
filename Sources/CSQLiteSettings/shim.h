/* SPDX-License-Identifier: EUPL-1.2 */
#include <sqlite3.h>

/* Swift cannot call functions with a variable number of arguments. */

/* Memory is not counted: the counters' one lock slows down all connections. Works only before SQLite is first used. */
static inline int sqlite_settings_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
