//! Time that this thread has run, so that other work on the machine does not count.

use std::sync::LazyLock;
use std::time::Instant;

/// Seconds that this thread has run, so that other work on the machine does not count; by the wall where Linux is not.
pub(crate) fn clock() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let on_cpu = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = on_cpu.and_then(|s| s.split_whitespace().next()?.parse::<f64>().ok());
    nanos.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}
