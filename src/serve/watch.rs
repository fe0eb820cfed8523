//! Notices that something changed.
//!
//! What changed is not asked: editors save by writing, by renaming and by writing in parts, and
//! folders come and go, so that the events of the system tell too much or too little. Any event
//! in a watched place asks for a build, as soon as things have been quiet for a moment.
//!
//! The watcher under the debouncer is used, with a debouncer of our own: theirs cancels events
//! that belong together in its view, and loses a file that was saved by renaming and then
//! removed. It also keeps every file that a build opens for reading, and falls behind on large
//! sites until the system drops events.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf, absolute},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant},
};

use notify::{
    self, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode, MetadataKind, ModifyKind},
};

use super::{Event, Say};

/// How long nothing may happen before a change counts as done.
const QUIET: Duration = Duration::from_millis(50);
/// How long to wait for that, where things never come to rest.
const LONGEST: Duration = Duration::from_millis(500);

/// Waits for changes.
pub struct Watcher {
    places: Vec<PathBuf>,
    system: Option<RecommendedWatcher>,
    signals: Receiver<Signal>,
    say: Say,
}

/// Lets a [`Watcher`] wait for as long as it is held.
pub struct Watching {
    signal: Sender<Signal>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Nobody waits any more if this fails.
        let _ = self.signal.send(Signal::End);
    }
}

/// What reaches a [`Watcher`].
enum Signal {
    /// Something changed in a place.
    Change,
    /// A place itself came or went, or events were lost: watch everything anew.
    Upheaval,
    /// The system cannot watch.
    Fault(String),
    /// The end of waiting.
    End,
}

/// Watches places, be they files or folders, as far as the system can.
///
/// The folder around each place is watched as well: so is seen that a place comes into being,
/// or that another file or folder takes its name.
pub fn watch(places: &[PathBuf], say: Say) -> (Watcher, Watching) {
    let places = outermost(places.iter().filter_map(|place| settle(place)).collect());
    let (signal, signals) = mpsc::channel();
    let system = notify::recommended_watcher({
        let (places, signal) = (places.clone(), signal.clone());
        move |event| {
            if let Some(seen) = read(event, &places) {
                let _ = signal.send(seen);
            }
        }
    });
    let system = system.map_err(|fault| say(Event::WatchFault { text: fault.to_string() })).ok();
    let mut watcher = Watcher { places, system, signals, say };
    watcher.watch_around();
    watcher.watch_places();
    (watcher, Watching { signal })
}

impl Watcher {
    /// Waits until something changed and came to rest; breaks when there is nothing to wait for.
    pub fn wait(&mut self) -> ControlFlow<()> {
        let mut upheaval = false;
        let mut rest = None;
        loop {
            match self.next(rest) {
                Ok(Signal::Change) => {}
                Ok(Signal::Upheaval) => upheaval = true,
                Ok(Signal::Fault(text)) => {
                    (self.say)(Event::WatchFault { text });
                    continue;
                }
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => {
                    return ControlFlow::Break(());
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
            rest.get_or_insert_with(|| Instant::now() + LONGEST);
        }
        // Before the build: what changes unseen until then is still built.
        if upheaval {
            self.watch_places();
        }
        ControlFlow::Continue(())
    }

    /// The next signal; once something changed, only until it is quiet or `rest` has come.
    fn next(&self, rest: Option<Instant>) -> Result<Signal, RecvTimeoutError> {
        match rest {
            None => self.signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(rest) => {
                let left = rest.saturating_duration_since(Instant::now());
                self.signals.recv_timeout(left.min(QUIET))
            }
        }
    }

    fn watch_around(&mut self) {
        let mut around: Vec<_> =
            self.places.iter().filter_map(|place| place.parent()).map(Path::to_owned).collect();
        around.sort();
        around.dedup();
        for folder in around {
            self.begin(&folder, RecursiveMode::NonRecursive);
        }
    }

    fn watch_places(&mut self) {
        for place in self.places.clone() {
            if let Some(system) = &mut self.system {
                // It fails where nothing was watched, which is just as well.
                let _ = system.unwatch(&place);
            }
            if place.is_dir() {
                self.begin(&place, RecursiveMode::Recursive);
            }
        }
    }

    fn begin(&mut self, path: &Path, mode: RecursiveMode) {
        let Some(system) = &mut self.system else {
            return;
        };
        if let Err(fault) = system.watch(path, mode) {
            (self.say)(Event::WatchFault { text: fault.to_string() });
        }
    }
}

/// What an event of the system means to us, if anything.
fn read(event: notify::Result<notify::Event>, places: &[PathBuf]) -> Option<Signal> {
    let event = match event {
        Ok(event) => event,
        Err(fault) => return Some(Signal::Fault(fault.to_string())),
    };
    if event.need_rescan() {
        return Some(Signal::Upheaval);
    }
    let concerns = |place: &PathBuf| event.paths.iter().any(|path| path.starts_with(place));
    if !is_change(event.kind) || !places.iter().any(concerns) {
        return None;
    }
    let is_place = event.paths.iter().any(|path| places.contains(path));
    Some(if is_place { Signal::Upheaval } else { Signal::Change })
}

/// Builds read every file: that must not lead to another build.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(what)) => what != MetadataKind::AccessTime,
        _ => true,
    }
}

/// The path of a place as the system names it in events: the folder around it without links.
fn settle(place: &Path) -> Option<PathBuf> {
    let place = absolute(place).ok()?;
    match (place.parent(), place.file_name()) {
        (Some(around), Some(name)) => Some(around.canonicalize().ok()?.join(name)),
        _ => place.canonicalize().ok(),
    }
}

/// Leaves out the places that lie within others.
fn outermost(mut places: Vec<PathBuf>) -> Vec<PathBuf> {
    places.sort();
    places.dedup_by(|inner, outer| inner.starts_with(outer));
    places
}
