// SPDX-License-Identifier: EUPL-1.2
#ifndef VERBUND_DEMO_TABLES_H
#define VERBUND_DEMO_TABLES_H

/// The bytes of one table of the demo; `bytes` is null for an unknown name. They live as long as the process.
typedef struct {
  const unsigned char *bytes;
  long count;
} VerbundDemoTable;

/// Looks a table up by its file name without ".csv".
VerbundDemoTable verbund_demo_table(const char *name);

#endif
