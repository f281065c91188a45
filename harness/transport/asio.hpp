// The parts of Boost.Asio that this folder uses, compiled once in asio.cpp. Included by no other folder.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace wireproof::transport {

namespace asio = boost::asio;
using asio::ip::tcp;
using Status = boost::system::error_code;

// Operations give (error code, …) and never throw.
inline constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);

// until waits for a timer, or for whoever cancels it.
inline asio::awaitable<void> until(asio::steady_timer& timer) {
    const auto [status] = co_await timer.async_wait(kNoThrow);
    static_cast<void>(status);
}

}  // namespace wireproof::transport
