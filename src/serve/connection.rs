//! Accepts connections, and gives up those on which nothing moves.
//!
//! `axum::serve` sets no time limit of its own: a client that never ends its request would hold
//! its connection for ever. Here a connection is closed when nothing could be written to it for
//! [`PATIENCE`], which covers requests that never end, answers that nobody reads, and visitors
//! who went away. The events of live reload write more often than that.

use std::{
    io::{self, IoSlice},
    net::{IpAddr, SocketAddr},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::serve::Listener;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time::{Instant, Sleep, sleep},
};

use super::ServeError;

/// How long a connection may go without a byte written to it.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Accepts connections, each with a limit to its silence.
pub struct PatientListener {
    listener: TcpListener,
    patience: Duration,
}

impl PatientListener {
    /// Listens on the port asked for, or on the next one that is free.
    pub async fn bind(address: IpAddr, asked: u16) -> Result<(Self, SocketAddr), ServeError> {
        let mut wanted = SocketAddr::new(address, asked);
        loop {
            match TcpListener::bind(wanted).await {
                Err(fault) if fault.kind() == io::ErrorKind::AddrInUse && wanted.port() < u16::MAX => {
                    wanted.set_port(wanted.port() + 1);
                }
                bound => {
                    return bound
                        .and_then(|listener| Ok((listener.local_addr()?, listener)))
                        .map(|(bound, listener)| (Self { listener, patience: PATIENCE }, bound))
                        .map_err(|source| ServeError::Listen { address: wanted, source });
                }
            }
        }
    }
}

impl Listener for PatientListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Without it a small answer may wait for an acknowledgement; it is no loss if it fails.
        let _ = stream.set_nodelay(true);
        (Connection::new(stream, self.patience), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends when nothing was written to it for a while.
pub struct Connection {
    stream: TcpStream,
    patience: Duration,
    end: Pin<Box<Sleep>>,
}

impl Connection {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Self { stream, patience, end: Box::pin(sleep(patience)) }
    }

    /// Turns waiting into an error once the time is over.
    fn limit<T>(&mut self, waiting: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if waiting.is_pending() && self.end.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        waiting
    }

    /// The same for a write, which begins the time anew when it succeeds.
    fn limit_write(
        &mut self,
        written: Poll<io::Result<usize>>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if matches!(written, Poll::Ready(Ok(_))) {
            self.end.as_mut().reset(Instant::now() + self.patience);
        }
        self.limit(written, cx)
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.limit(read, cx)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.limit_write(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.limit_write(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.limit(flushed, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.limit(shut, cx)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::{
        io::{Read, Write},
        net::{Ipv4Addr, TcpStream},
    };

    use axum::handler::HandlerWithoutStateExt;

    use super::*;

    /// Serves `ok` with little patience, in a thread of its own.
    fn impatient() -> SocketAddr {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let (mut listener, bound) =
                    PatientListener::bind(Ipv4Addr::LOCALHOST.into(), 0).await.unwrap();
                listener.patience = Duration::from_millis(200);
                tell.send(bound).unwrap();
                let _ = axum::serve(listener, (|| async { "ok" }).into_make_service()).await;
            });
        });
        told.recv().unwrap()
    }

    fn closes(mut stream: TcpStream) -> bool {
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let mut answer = Vec::new();
        // Closed by a goodbye or by a reset, but not by our own time limit.
        match stream.read_to_end(&mut answer) {
            Ok(_) => true,
            Err(fault) => fault.kind() == io::ErrorKind::ConnectionReset,
        }
    }

    #[test]
    fn a_request_that_never_ends_is_given_up() {
        let mut stream = TcpStream::connect(impatient()).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHos").unwrap();
        assert!(closes(stream));
    }

    #[test]
    fn a_request_that_trickles_is_given_up() {
        let mut stream = TcpStream::connect(impatient()).unwrap();
        let mut trickle = stream.try_clone().unwrap();
        std::thread::spawn(move || {
            while trickle.write_all(b"G").is_ok() {
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        stream.flush().unwrap();
        assert!(closes(stream));
    }

    #[test]
    fn a_visitor_who_went_away_is_given_up() {
        let mut stream = TcpStream::connect(impatient()).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert!(closes(stream));
    }
}
