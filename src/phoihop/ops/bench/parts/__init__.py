"""What each part measures: `measure(names, quick=…)` yields a `Measured` a row."""
