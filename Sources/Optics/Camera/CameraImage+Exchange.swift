extension CameraImage {
    /// Hands over the picture (`rgb`) and takes other memory for the next one, so that no pixel is copied.
    public mutating func exchangePixels(_ pixels: inout [UInt8]) { swap(&rgb, &pixels) }
}
