//! Exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tongdu::cli::main(std::env::args_os()))
}
