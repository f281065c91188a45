#include "harness/transport/server_loop.hpp"

namespace wireproof::transport {

using peers::Effect;
using session::Shut;

ServerLoop::ServerLoop(asio::io_context& io, std::unique_ptr<peers::Server> server)
    : server_(std::move(server)),
      timer_(std::make_shared<asio::steady_timer>(io)),
      links_(io,
             {.connected = {},
              .refused = {},
              .accepted =
                  [this](const std::string&) {
                      const auto link = next_link_++;
                      server_->opened(now(), link);
                      // Performed once the link has its number: a server may have a time limit for its first bytes.
                      asio::post(timer_->get_executor(), [this, stopped = stopped_] {
                          if (!*stopped) perform();
                      });
                      return link;
                  },
              .received =
                  [this](LinkId link, ByteView bytes) {
                      server_->received(now(), link, bytes);
                      perform();
                  },
              .ended =
                  [this](LinkId link, End end) {
                      if (end != End::fin || !server_->half_closed(now(), link)) {
                          server_->ended(now(), link);
                          links_.shut(link, Shut::How::close);
                      }
                      perform();
                  }}) {}

session::Time ServerLoop::now() const {
    return std::chrono::duration_cast<session::Time>(asio::steady_timer::clock_type::now() - began_);
}

void ServerLoop::perform() {
    for (auto& effect : server_->take_effects()) {
        if (effect.kind == Effect::Kind::write) {
            links_.write(effect.link, std::move(effect.bytes));
            continue;
        }
        links_.shut(effect.link, effect.kind == Effect::Kind::close ? Shut::How::close : Shut::How::reset);
        server_->ended(now(), effect.link);
    }
    const auto next = server_->next_timer();
    if (!next) return void(timer_->cancel());
    timer_->expires_at(began_ + *next);
    // A wait that is over when it is cancelled is told all the same, perhaps when this loop is gone.
    timer_->async_wait([this, timer = timer_, stopped = stopped_](Status status) {
        if (status || *stopped) return;
        server_->tick(now());
        perform();
    });
}

void ServerLoop::stop() {
    *stopped_ = true;
    timer_->cancel();
    links_.stop();
}

}  // namespace wireproof::transport
