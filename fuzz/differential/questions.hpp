// Questions: what a differential run asks of every codec. Each is a frame of the vectors after some changes by the
// structured mutator; the same seed and number give the same question, whatever was asked before.
#pragma once

#include "conformance/suite/case.hpp"
#include "fuzz/mutator/mutator.hpp"

namespace wireproof::fuzz {

struct Question {
    std::shared_ptr<const suite::Vector> vector;  // the case points into it
    suite::Case about;
    suite::Expected expected;  // the verdict of the reference
};

// decode_question and encode_question put bytes, or a value that has an encoding, in the place of `like`'s.
[[nodiscard]] Question decode_question(const suite::Vector& like, Bytes wire);
[[nodiscard]] Question encode_question(const suite::Vector& like, Json value, Bytes wire);

class Questions {
public:
    static constexpr std::size_t kMostBytes = 2048;  // of a frame: larger ones take the time of many small ones

    // Starts from those vectors that are valid, one message of at most kMostBytes, of `variant`, and of `frame` unless
    // it is empty.
    // The vectors must outlive what is made of them.
    Questions(const Protocol& protocol,
              const Variant& variant,
              std::string_view frame,
              std::span<const suite::Vector> vectors,
              std::uint64_t seed);
    Questions(const Questions&) = delete;  // its mutator points into it
    Questions& operator=(const Questions&) = delete;
    [[nodiscard]] bool empty() const { return starts_.empty(); }
    [[nodiscard]] Question make(std::uint64_t number);

private:
    [[nodiscard]] const suite::Vector* like(const Catalogue::Choice& choice) const;
    [[nodiscard]] Bytes start();

    const Variant& variant_;
    Catalogue catalogue_;
    Mutator mutator_;
    std::vector<const suite::Vector*> starts_;
    std::map<const wire::FrameType*, const suite::Vector*> like_;
    std::uint64_t seed_;
    std::mt19937_64 random_;
};

}  // namespace wireproof::fuzz
