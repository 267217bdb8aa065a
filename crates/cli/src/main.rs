//! The command line: everything happens in the library, so that `cargo xtask` and tests can do the same.

use std::process::ExitCode;

fn main() -> ExitCode {
    baokan::run(std::env::args_os())
}
