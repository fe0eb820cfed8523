//! Builds the site, and builds it again whenever something changed.
//!
//! One thread builds and nothing else does, so that builds never overtake each other: what
//! changes during a build leads to one more after it.

use std::{sync::Arc, thread, time::Instant};

use tokio::sync::watch::{self, Receiver, Sender};

use super::{Built, Event, Say, ServeError, reload::Showing, watch::Watcher};

/// As much as the main thread has, where `build` and `check` run.
const STACK: usize = 8 * 1024 * 1024;

/// Starts building in a thread of its own, and returns what is shown after each build.
///
/// What is returned closes when there will be no more builds.
pub fn start(
    mut build: impl FnMut() -> Built + Send + 'static,
    mut watcher: Watcher,
    say: Say,
) -> Result<Receiver<Arc<Showing>>, ServeError> {
    let (show, showing) = watch::channel(Arc::new(Showing::nothing()));
    let work = move || {
        if let Some(text) = build_and_show(&mut build, &show) {
            say(Event::Faults { text });
        }
        while watcher.wait().is_continue() {
            let started = Instant::now();
            say(match build_and_show(&mut build, &show) {
                Some(text) => Event::Faults { text },
                None => Event::Rebuilt { millis: started.elapsed().as_millis() },
            });
        }
    };
    let thread = thread::Builder::new().name("rebuild".to_owned()).stack_size(STACK);
    thread.spawn(work).map_err(ServeError::Thread)?;
    Ok(showing)
}

/// Builds once and shows what came of it; returns the faults, if there are any.
fn build_and_show(build: &mut impl FnMut() -> Built, show: &Sender<Arc<Showing>>) -> Option<String> {
    let built = build();
    let faults = match &built {
        Built::Site(_) => None,
        Built::Faults { text } => Some(text.clone()),
    };
    show.send_modify(|showing| *showing = Arc::new(showing.after(built)));
    faults
}
