//! Home of a program under test: a directory of its own and an environment that is the same on every machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// File of a home that counts the starts of the program.
pub const STARTS: &str = "state/tongdu/starts";

/// Home directory, removed at the end. Programs with the same home share saved data.
pub struct Home(PathBuf);

impl Home {
    /// Creates an empty home.
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("home-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // The program was started before: its status line has no hints.
        fs::create_dir_all(path.join("state/tongdu")).unwrap();
        fs::write(path.join(STARTS), "5\n").unwrap();
        Self(path)
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Sets the environment of `command` to this home and removes the user's relevant variables.
    pub fn set_environment(&self, command: &mut Command) {
        command
            .env("HOME", &self.0)
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .env("XDG_STATE_HOME", self.0.join("state"))
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_CACHE_HOME", self.0.join("cache"))
            .env("TERM", "xterm-256color")
            .env("COLORTERM", "truecolor")
            .env("TZ", "UTC")
            .env("EDITOR", "true")
            .env("LC_ALL", "C.UTF-8");
        for name in [
            "VISUAL",
            "LANG",
            "LC_MESSAGES",
            "LANGUAGE",
            "LINES",
            "COLUMNS",
            "COLORFGBG",
            "NO_COLOR",
            "TERM_PROGRAM",
            "TMUX",
            "SSH_TTY",
            "SSH_CONNECTION",
            "SSH_CLIENT",
            "STY",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WSL_DISTRO_NAME",
            "RUST_BACKTRACE",
        ] {
            command.env_remove(name);
        }
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // A directory that remains is in the target directory, where `cargo clean` removes it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
