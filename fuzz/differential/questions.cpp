#include "fuzz/differential/questions.hpp"

#include <algorithm>

#include "fuzz/mutator/change_bytes.hpp"

namespace wireproof::fuzz {
namespace {

// A frame like a stored one, judged by nothing but itself.
std::shared_ptr<suite::Vector> bare(const suite::Vector& like) {
    auto vector = std::make_shared<suite::Vector>();
    vector->id = like.id;
    vector->spec = like.spec;
    vector->protocol = like.protocol;
    vector->variant = like.variant;
    vector->frame = like.frame;
    vector->type = like.type;
    vector->compare = like.compare;
    return vector;
}

Bytes as_input(const suite::Vector& vector) {
    const auto head = Head{.tag = Catalogue::tag_of(*vector.variant, *vector.type)}.bytes();
    Bytes input(head.size() + vector.wire->size());
    std::ranges::copy(*vector.wire, std::ranges::copy(head, input.begin()).out);
    return input;
}

// Neighbouring seeds and numbers must not give neighbouring generators.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
    std::seed_seq sequence{seed, seed >> 32, number, number >> 32};
    std::array<std::uint32_t, 2> words{};
    sequence.generate(words.begin(), words.end());
    return std::uint64_t{words[0]} << 32 | words[1];
}

}  // namespace

Question decode_question(const suite::Vector& like, Bytes wire) {
    auto vector = bare(like);
    vector->wire = std::move(wire);
    const std::shared_ptr<const Bytes> bytes(vector, &*vector->wire);
    Question question{vector, {like.id, suite::Case::Operation::decode, vector.get(), bytes, {}, {}, true}, {}};
    question.expected = suite::settled(question.about);
    return question;
}

Question encode_question(const suite::Vector& like, Json value, Bytes wire) {
    auto vector = bare(like);
    vector->value = std::move(value);
    vector->wire = std::move(wire);
    Question question{
        vector,
        {like.id, suite::Case::Operation::encode, vector.get(), std::make_shared<const Bytes>(), {}, {}, true},
        {}};
    question.expected.wire = std::shared_ptr<const Bytes>(vector, &*vector->wire);
    return question;
}

Questions::Questions(const Protocol& protocol,
                     const Variant& variant,
                     std::string_view frame,
                     std::span<const suite::Vector> vectors,
                     std::uint64_t seed)
    : variant_(variant),
      catalogue_(protocol),
      mutator_(catalogue_,
               [this](std::uint8_t* data, std::size_t size, std::size_t most) {
                   return change_bytes(data, size, most, random_);
               }),
      seed_(seed) {
    for (const auto& vector : vectors) {
        const bool of_interest = vector.variant == &variant && !vector.is_stream() && !vector.type->in_messages() &&
                                 (frame.empty() || vector.frame == frame) &&
                                 vector.kind == suite::Vector::Kind::valid && vector.context == Context{};
        if (!of_interest || !vector.wire || vector.wire->size() > kMostBytes) continue;
        starts_.push_back(&vector);
        // A frame whose bytes are not unique is compared by its meaning.
        auto& like = like_[vector.type];
        if (like == nullptr || vector.compare != suite::Vector::Compare::bytes) like = &vector;
    }
}

const suite::Vector* Questions::like(const Catalogue::Choice& choice) const {
    const auto found = like_.find(choice.type);
    return choice.variant != &variant_ || found == like_.end() ? nullptr : found->second;
}

Bytes Questions::start() { return as_input(*starts_[random_() % starts_.size()]); }

Question Questions::make(std::uint64_t number) {
    random_.seed(mixed(seed_, number));
    auto input = start();
    for (auto changes = random_() % 4; changes > 0; --changes) {
        auto changed = random_() % 8 == 0 ? mutator_.cross(input, start(), kMostBytes, random_())
                                          : mutator_.mutate(input, kMostBytes, random_());
        if (like(catalogue_.choice(Head::read(changed).tag)) != nullptr) input = std::move(changed);
    }
    const auto& source = *like(catalogue_.choice(Head::read(input).tag));
    const auto frame = body_of(input);
    if (random_() % 4 == 0)
        if (auto value = decode_value(*source.type, frame))
            if (auto wire = encode_value(*source.type, *value))
                return encode_question(source, std::move(*value), std::move(*wire));
    return decode_question(source, Bytes(frame.begin(), frame.end()));
}

}  // namespace wireproof::fuzz
