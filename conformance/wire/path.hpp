// Path: the field a cold visitor is at, `messages[1].payload`.
#pragma once

#include <string>

namespace wireproof::wire {

class Path {
public:
    // Step puts a field or an item at the end of the path for as long as it lives.
    class Step {
    public:
        Step(Path& path, const char* field) : path_(path), size_(path.text_.size()) {
            if (size_ != 0) path.text_ += '.';
            path.text_ += field;
        }
        Step(Path& path, std::size_t item) : path_(path), size_(path.text_.size()) {
            path.text_ += '[' + std::to_string(item) + ']';
        }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        ~Step() { path_.text_.resize(size_); }

    private:
        Path& path_;
        std::size_t size_;
    };

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace wireproof::wire
