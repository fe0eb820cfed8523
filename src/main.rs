//! The `litweave` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    litweave::cli::main(std::env::args_os())
}
