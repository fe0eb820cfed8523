//! Previews a site: serves it from memory, builds it again when a file changes, and reloads the
//! pages that are open.
//!
//! Takes a function that builds, and knows nothing of what it builds: a [`Preview`] is a map from
//! paths to bytes. What happens meanwhile is told as typed [`Event`]s, for the caller to word.
//!
//! ```text
//! watch ─▶ rebuild ─▶ Showing ─▶ router ─▶ pages
//! changes   build()    what is     hosts    ▲
//!                      shown now            reload: script, events, faults
//! ```
//!
//! A build that fails leaves the last good site in place and shows its faults over the pages.
//! A request is looked up in the map and nowhere else, so that no path of a request ever reaches
//! the file system; and no request is answered with a 5xx.

mod connection;
mod files;
mod hosts;
mod pages;
mod rebuild;
mod reload;
mod router;
#[cfg(test)]
mod tests;
mod watch;

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use axum::handler::Handler;
use connection::PatientListener;
use hosts::Hosts;
use router::Site;

/// A built site, as it is previewed.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// What stands at each path, written without a leading slash: `trials/index.html`.
    pub pages: HashMap<String, Page>,
}

/// What stands at one path of a site.
#[derive(Clone, Debug)]
pub enum Page {
    /// Bytes held in memory.
    Bytes(Arc<[u8]>),
    /// A file that is read when it is asked for, such as a static file.
    File(PathBuf),
}

/// What one build gave.
#[derive(Clone, Debug)]
pub enum Built {
    /// A site that can be shown.
    Site(Preview),
    /// No site, for the content has faults.
    Faults {
        /// The diagnostics as plain text.
        text: String,
    },
}

/// Where to serve, for whom, and what to watch.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on: the loopback, unless someone wishes otherwise.
    pub address: IpAddr,
    /// The port to ask for; if it is taken, the next free one is used. 0 takes any.
    pub port: u16,
    /// Further names that the server answers to, with or without a port.
    pub allow_hosts: Vec<String>,
    /// Folders and files whose changes ask for another build. They need not exist yet.
    pub watch: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { address: Ipv4Addr::LOCALHOST.into(), port: 1111, allow_hosts: Vec::new(), watch: Vec::new() }
    }
}

/// What happens while a site is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first build has ended and the server answers.
    Listening {
        /// Where the site can be opened.
        url: String,
    },
    /// The port asked for is taken, and another is used.
    PortTaken {
        /// The port asked for.
        asked: u16,
        /// The port used instead.
        used: u16,
    },
    /// The server can be reached from other machines.
    NotLoopback {
        /// The address it listens on.
        address: IpAddr,
    },
    /// A change was built, and is served now.
    Rebuilt {
        /// How long the build took.
        millis: u128,
    },
    /// A build failed; what was served before still is.
    Faults {
        /// The diagnostics as plain text.
        text: String,
    },
    /// Some changes may go unnoticed.
    WatchFault {
        /// What the system says.
        text: String,
    },
}

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address and port.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// A thread cannot be started.
    #[error("cannot start a thread: {0}")]
    Thread(io::Error),
    /// The build function panicked: what it would give next cannot be trusted.
    #[error("the build stopped by a fault of ours")]
    BuildStopped,
}

/// How what happens is told, from any thread.
type Say = Arc<dyn Fn(Event) + Send + Sync>;

/// Builds a site and serves it until Ctrl-C, building it again whenever something changes.
pub fn serve(
    options: Options,
    build: impl FnMut() -> Built + Send + 'static,
    say: impl Fn(Event) + Send + Sync + 'static,
) -> Result<(), ServeError> {
    serve_until(interrupted(), options, build, Arc::new(say))
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

fn serve_until(
    end: impl Future<Output = ()>,
    options: Options,
    build: impl FnMut() -> Built + Send + 'static,
    say: Say,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .enable_all()
        .build()
        .map_err(ServeError::Thread)?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = answer_requests(options, build, say) => result,
            () = end => Ok(()),
        }
    });
    // Pages that are open listen for events without end, so there is no waiting for them.
    runtime.shutdown_background();
    result
}

async fn answer_requests(
    options: Options,
    build: impl FnMut() -> Built + Send + 'static,
    say: Say,
) -> Result<(), ServeError> {
    let (listener, bound) = PatientListener::bind(options.address, options.port).await?;
    if options.port != 0 && bound.port() != options.port {
        say(Event::PortTaken { asked: options.port, used: bound.port() });
    }
    if !bound.ip().is_loopback() {
        say(Event::NotLoopback { address: bound.ip() });
    }

    // Watching begins before the first build, so that no change falls between the two.
    let (watcher, _watching) = watch::watch(&options.watch, say.clone());
    let mut showing = rebuild::start(build, watcher, say.clone())?;
    if showing.changed().await.is_err() {
        return Err(ServeError::BuildStopped);
    }
    say(Event::Listening { url: url(bound) });

    let hosts = Hosts::new(bound, &options.allow_hosts);
    let site = Arc::new(Site { hosts, showing: showing.clone() });
    let service = router::answer.with_state(site).into_make_service();
    tokio::select! {
        result = axum::serve(listener, service).into_future() => {
            result.map_err(|source| ServeError::Listen { address: bound, source })
        }
        _ = showing.wait_for(|_| false) => Err(ServeError::BuildStopped),
    }
}

/// The address as a browser on this machine opens it.
fn url(bound: SocketAddr) -> String {
    let address = match bound.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    format!("http://{}/", SocketAddr::new(address, bound.port()))
}
