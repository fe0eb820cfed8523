//! Reads the files that are not held in memory.
//!
//! Only regular files are opened: a pipe that took the place of a file would never end. What
//! cannot be read is `None`, for it was there when the site was built and has gone since.

use std::{
    fs::{self, File},
    io::{self, Read, Take},
    path::Path,
};

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::mpsc::{self, Sender},
    task::spawn_blocking,
};
use tokio_stream::wrappers::ReceiverStream;

/// How much of a file is held in memory at once.
const CHUNK: u64 = 256 * 1024;

/// The bytes of a file.
pub async fn read(path: &Path) -> Option<Vec<u8>> {
    let path = path.to_owned();
    let read = spawn_blocking(move || rest(&mut open(&path)?));
    read.await.ok()?.ok()
}

/// An answer that sends a file piece by piece, as fast as the client takes it.
///
/// Its length is the one found at first: of a file that grows meanwhile the beginning is sent,
/// and an answer that comes out shorter is cut off, so that the browser knows.
pub async fn stream(path: &Path) -> Option<Response> {
    let path = path.to_owned();
    let file = spawn_blocking(move || open(&path)).await.ok()?.ok()?;
    let length = [(header::CONTENT_LENGTH, file.limit().to_string())];
    let (pieces, body) = mpsc::channel(1);
    tokio::spawn(send(file, pieces));
    Some((length, Body::from_stream(ReceiverStream::new(body))).into_response())
}

/// Opens a regular file, to be read up to the length it has now.
fn open(path: &Path) -> io::Result<Take<File>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok(file.take(length))
}

/// Sends a file until it ends, or until nobody listens any more.
async fn send(mut file: Take<File>, pieces: Sender<io::Result<Bytes>>) {
    loop {
        // A thread is busy only while it reads, however slow the client is.
        let reading = spawn_blocking(move || {
            let piece = rest(&mut file.by_ref().take(CHUNK));
            (file, piece)
        });
        let Ok((remaining, piece)) = reading.await else {
            return;
        };
        file = remaining;
        let is_last = piece.as_ref().map_or(true, Vec::is_empty);
        if pieces.send(piece.map(Bytes::from)).await.is_err() || is_last {
            return;
        }
    }
}

fn rest(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}
