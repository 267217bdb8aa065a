//! Work in parallel, results in order.
//!
//! Workers take the next number from a gate; the gate lets them run only so far ahead of what was handed on, so that
//! memory stays bounded however slow one document is. Results wait in a reorder window until it is their turn. What is
//! handed on, and in which order, does not depend on the number of jobs.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// Results that may wait, per worker.
const WINDOW: usize = 4;
/// Workers get the stack that a main thread has.
const STACK: usize = 8 << 20;

/// Who may start what.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    handed_on: usize,
    stopped: bool,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next number to work on; waits while the window is full. Numbers are given in order, so the one that the
    /// window waits for is always being worked on.
    fn take(&self, count: usize, window: usize) -> Option<usize> {
        let full = |s: &mut State| !s.stopped && s.next < count && s.next >= s.handed_on + window;
        let mut state = self.moved.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        if state.stopped || state.next >= count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.moved.notify_all();
    }
}

/// Calls `work` for 0 up to `count` on `jobs` threads, and `sink` on this thread with each result in order.
/// An error of `sink` stops the run. `work` must not panic.
///
/// # Errors
/// The error of `sink`, or of the system when it gives no threads.
pub(crate) fn in_order<R, E>(
    count: usize,
    jobs: usize,
    work: impl Fn(usize) -> R + Sync,
    mut sink: impl FnMut(usize, R) -> Result<(), E>,
) -> Result<(), E>
where
    R: Send,
    E: From<io::Error>,
{
    let jobs = jobs.min(count);
    if jobs <= 1 {
        return (0..count).try_for_each(|i| sink(i, work(i)));
    }
    let (gate, work) = (Gate::default(), &work);
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..jobs {
            let (send, gate) = (send.clone(), &gate);
            let body = move || {
                while let Some(i) = gate.take(count, jobs * WINDOW) {
                    if send.send((i, work(i))).is_err() {
                        return;
                    }
                }
            };
            if let Err(error) = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, body) {
                gate.update(|s| s.stopped = true);
                return Err(error.into());
            }
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (i, result) in receive {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&next) {
                if let Err(error) = sink(next, result) {
                    gate.update(|s| s.stopped = true);
                    return Err(error);
                }
                next += 1;
                gate.update(|s| s.handed_on = next);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn collect(count: usize, jobs: usize) -> Vec<usize> {
        let mut seen = Vec::new();
        // Early ones take longest, so that the order would be lost without the window.
        let work = |i: usize| {
            thread::sleep(Duration::from_micros(if i.is_multiple_of(7) { 900 } else { 10 }));
            i * i
        };
        let sink = |i, r| {
            seen.push(r);
            assert_eq!(i + 1, seen.len());
            io::Result::Ok(())
        };
        in_order(count, jobs, work, sink).unwrap();
        seen
    }

    #[test]
    fn order_does_not_depend_on_jobs() {
        let one = collect(100, 1);
        for jobs in [2, 3, 8] {
            assert_eq!(collect(100, jobs), one);
        }
        assert!(collect(0, 4).is_empty());
    }

    #[test]
    fn workers_do_not_run_away_and_an_error_stops_them() {
        let started = AtomicUsize::new(0);
        let sink = |i, ()| {
            thread::sleep(Duration::from_millis(2));
            assert!(started.load(Ordering::SeqCst) <= i + 2 * WINDOW + 2);
            if i == 20 { Err(io::Error::from(io::ErrorKind::BrokenPipe)) } else { Ok(()) }
        };
        let work = |_| {
            started.fetch_add(1, Ordering::SeqCst);
        };
        let stopped = in_order(10_000, 2, work, sink);
        assert_eq!(stopped.map_err(|e| e.kind()), Err(io::ErrorKind::BrokenPipe));
        assert!(started.load(Ordering::SeqCst) < 100);
    }
}
